import { type Config, type Overrides, readConfig } from './config.js';
import { type Environment, settingsFile } from './environment.js';
import { Failure } from './failure.js';
import {
  inUse,
  problemsOf,
  type QuestionLimits,
  questionLimitsOf,
  unusable,
  WebVariables,
  withSecret,
} from './settings.js';

/** The settings of the web page, beside those of what it answers from. */
export interface WebConfig extends Config, QuestionLimits {
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** What whoever asks must have; never to be shown. Null where only this machine can ask. */
  readonly token: string | null;
}

/**
 * Puts the environment and the command line together for the web page.
 *
 * @throws Failure `config-invalid`, with every variable that cannot be used; `web-token-missing` when other machines could ask without one.
 */
export function readWebConfig(
  given: Environment,
  { host, port, ...overrides }: Overrides & Pick<WebConfig, 'host' | 'port'>,
): WebConfig {
  const env = withSecret(given, 'WEB_TOKEN');
  const parsed = WebVariables.safeParse(inUse(env));
  if (!parsed.success)
    throw new Failure('config-invalid', { problems: problemsOf(unusable(WebVariables, env), env) });
  const { WEB_TOKEN: token = null } = parsed.data;
  if (token === null && !isLoopback(host))
    throw new Failure('web-token-missing', { host, file: settingsFile() });
  return {
    ...readConfig(given, overrides),
    host,
    port,
    token,
    ...questionLimitsOf(parsed.data),
  };
}

/** Whether only programs of this machine reach what listens at a host, or call it by such a name. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}
