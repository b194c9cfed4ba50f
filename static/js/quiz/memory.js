// The device's memory. What cannot be read is nothing; what cannot be written is said to the caller.

export function kept(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(key)) ?? otherwise;
  } catch (unreadable) {
    return otherwise;
  }
}

export function keep(storage, key, value) {
  try {
    if (value.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
    return true;
  } catch (fullOrForbidden) {
    return false;
  }
}
