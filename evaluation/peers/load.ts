/** What to type to have the packages of this folder. */
export const INSTALL_PEERS = 'npm ci --prefix evaluation/peers --ignore-scripts';

/**
 * A package of this folder, which `npm ci --prefix evaluation/peers` installs; null when it is not
 * installed. It is not known to the types of the project: whoever uses it checks what it is.
 */
export async function loadPeer(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}
