import { existsSync } from 'node:fs';
import { readBotConfig } from '../bot-config.js';
import { remarksOnSettings, settingsFile } from '../environment.js';
import { settingNames } from '../settings.js';
import { inline, safeJson } from '../terminal/display.js';
import { EXIT, print, type Session } from '../terminal/session.js';
import { checkDiscord } from './discord.js';
import { checkEngine } from './engine.js';
import { attempt, type Finding, findingOf, type State } from './finding.js';

/** Checks everything that Verbatim needs, each whatever the others find, and says what to do about each. */
export async function doctor(session: Session, { json = false }: { json?: boolean }): Promise<number> {
  const { phrases, style } = session;
  const marks: Readonly<Record<State, string>> = {
    ok: style.good('✓'),
    attention: style.doubtful('!'),
    broken: style.bad('✗'),
    unchecked: style.small('–'),
  };
  const found: Record<State, number> = { ok: 0, attention: 0, broken: 0, unchecked: 0 };
  for await (const finding of findings(session)) {
    found[finding.state]++;
    const line = json ? safeJson(finding) : `${marks[finding.state]} ${inline(finding.text)}`;
    await print(session, `${line}\n`);
  }
  if (!json) await print(session, `${phrases.doctor.conclusion(found)}\n`);
  return found.broken === 0 ? EXIT.done : EXIT.failed;
}

async function* findings(session: Session): AsyncGenerator<Finding> {
  yield* checkSettings(session);
  yield* checkEngine(session);
  yield* await checkBot(session);
}

/** What is odd about the file of settings; the values have been checked before any command runs. */
function checkSettings({ env, phrases }: Session): Finding[] {
  const file = settingsFile(env);
  const say = phrases.doctor;
  const remarks = remarksOnSettings(file, settingNames());
  if (remarks.length === 0) {
    const text = existsSync(file) ? say.settings(file) : say.noSettings(file);
    return [{ check: 'settings', state: 'ok', text }];
  }
  return remarks.map(({ code, details }) => ({
    check: 'settings',
    state: code === 'utf-16' ? 'attention' : 'broken',
    text: phrases.settings[code](details),
  }));
}

async function checkBot({ env, phrases }: Session): Promise<Finding[]> {
  if (!env['DISCORD_TOKEN'] && !env['DISCORD_TOKEN_FILE']) {
    return [{ check: 'token', state: 'unchecked', text: phrases.doctor.noToken }];
  }
  const config = await attempt(() => readBotConfig(env));
  if ('value' in config) return checkDiscord(config.value, phrases);
  return [
    findingOf('token', config, phrases, () => ''),
    { check: 'permissions', state: 'unchecked', text: phrases.doctor.unasked },
  ];
}
