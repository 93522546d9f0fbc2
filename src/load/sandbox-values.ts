/* Runs in the sandbox child as text: see sandbox-program.ts for what that asks of this file. */
import type { Failure } from './sandbox-messages.ts';
import type { Realm } from './sandbox-realm.ts';

/** Writes a value as JSON text and lists what in it is not plain data. Runs outside the realm: nothing the file patched is called. */
export function encodeValue(
  root: unknown,
  realm: Realm,
  isProxy: (value: unknown) => boolean,
  describe: (value: unknown) => string,
): { readonly value: string; readonly unfit: { pointer: string; shown: string }[] } {
  const unfit: { pointer: string; shown: string }[] = [];
  const ancestors: unknown[] = [];
  const step = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const reject = (pointer: string, shown: string) => {
    unfit.push({ pointer, shown });
    return 'null';
  };

  const encode = (value: unknown, pointer: string): string => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
    if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '0' : String(value);
    if (typeof value !== 'object') return reject(pointer, describe(value));
    if (isProxy(value)) return reject(pointer, 'a Proxy');
    if (ancestors.includes(value)) return reject(pointer, 'a value that contains itself');
    if (ancestors.length >= 64) return reject(pointer, 'a value nested more than 64 levels deep');
    const prototype = Object.getPrototypeOf(value);
    const list = Array.isArray(value) && prototype === realm.arrayPrototype;
    if (!list && prototype !== null && prototype !== realm.objectPrototype) return reject(pointer, describe(value));
    ancestors.push(value);
    const text = list ? `[${encodeItems(value, pointer)}]` : `{${encodeFields(value, pointer)}}`;
    ancestors.pop();
    return text;
  };

  const encodeItems = (list: readonly unknown[], pointer: string) => {
    const parts: string[] = [];
    for (let index = 0; index < list.length; index += 1)
      parts.push(encodeProperty(list, String(index), `${pointer}/${index}`) ?? reject(`${pointer}/${index}`, 'undefined'));
    return parts.join(',');
  };

  const encodeFields = (fields: object, pointer: string) => {
    const parts: string[] = [];
    for (const key of Reflect.ownKeys(fields)) {
      if (typeof key === 'symbol') reject(pointer, `an object with the symbol key ${String(key)}`);
      else {
        const text = encodeProperty(fields, key, pointer + step(key));
        if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
      }
    }
    return parts.join(',');
  };

  /** `undefined`: the key counts as absent. */
  const encodeProperty = (holder: object, key: string, pointer: string): string | undefined => {
    const property = Reflect.getOwnPropertyDescriptor(holder, key);
    if (property === undefined || property.enumerable !== true) return undefined;
    if (property.get === undefined) return property.value === undefined ? undefined : encode(property.value, pointer);
    try {
      const value: unknown = Reflect.apply(property.get, holder, []);
      return value === undefined ? undefined : encode(value, pointer);
    } catch {
      return reject(pointer, 'a getter that throws');
    }
  };

  return { value: encode(root, ''), unfit };
}

/** Says what a value is, without running code of it. */
export function describeExport(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return Function.prototype.toString.call(value).startsWith('class') ? 'a class' : 'a function';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'an array';
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      return kind === 'Object' ? 'an instance of a class' : `a ${kind}`;
    }
    case 'number':
      return String(value);
    default:
      return `a ${typeof value}`;
  }
}

/** Says what was thrown, and where when it is an error of the file. */
export function describeThrown(thrown: unknown, folder: string, isError: (value: unknown) => boolean): Failure {
  const inner = (key: string) => {
    try {
      const value: unknown = Reflect.get(Object(thrown), key);
      return typeof value === 'string' ? value : '';
    } catch {
      return '';
    }
  };
  if (!isError(thrown)) {
    const shown =
      typeof thrown === 'string'
        ? JSON.stringify(thrown)
        : thrown !== null && typeof thrown === 'object'
          ? 'an object'
          : describeExport(thrown);
    return { message: `the fleet file throws ${shown}`, place: null };
  }
  const name = inner('name') || 'Error';
  const place = [...inner('stack').matchAll(/(?:\(|at |^)(?:file:\/\/)?(\/[^\n()]*|[A-Za-z]:\\[^\n()]*):(\d+):(\d+)\)?$/gm)].find((match) =>
    (match[1] ?? '').startsWith(folder),
  );
  return {
    message: `the fleet file throws ${name === 'Error' ? '' : `${name}: `}${inner('message') || 'an error without a message'}`,
    place: place === undefined ? null : { file: String(place[1]), line: Number(place[2]), column: Number(place[3]) },
  };
}
