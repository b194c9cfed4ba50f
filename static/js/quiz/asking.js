// Ask the server, and wait no longer than somebody would; null when there is no line.

const PATIENCE = 8000;

export async function ask(address, options) {
  try {
    return await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout?.(PATIENCE), ...options });
  } catch (noSignal) {
    return null;
  }
}

export async function askJson(address) {
  const reply = await ask(address, { headers: { Accept: "application/json" } });
  return reply?.ok ? reply.json().catch(() => null) : null;
}
