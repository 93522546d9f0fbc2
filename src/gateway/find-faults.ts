import type { JsonObject } from '../fleet/fleet-spec.ts';
import { describeSchemaErrors, type SchemaLanguage } from '../fleet/schema-words.ts';
import { framesSchema, type Validator } from './generated/validate-frames.js';

/** What is wrong with the parameters of a method, in words, by one of the emitted validators. */
export function faultsBy<T>(validate: Validator<T>, definition: string): (params: JsonObject) => readonly string[] {
  const language: SchemaLanguage = {
    schema: { ...framesSchema, anyOf: undefined, $ref: `#/$defs/${definition}` },
    whole: 'the parameters',
    reference: 'a reference',
    naming: 'path',
  };
  return (params) => (validate(params) ? [] : describeSchemaErrors(validate.errors ?? [], params, language).map(({ message }) => message));
}

/** For methods that read no parameters; clients of the family send some all the same. */
export const noFaults = (): readonly string[] => [];
