import Type, { type TProperties } from 'typebox';

/** An object whose unknown fields are refused, not ignored. */
export function Closed<Properties extends TProperties>(properties: Properties, options: { description?: string } = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}

export function OneOf<const Words extends string[]>(words: readonly [...Words], description?: string) {
  return Type.Enum([...words] as [...Words], description === undefined ? {} : { description });
}

export function Nullable<Schema extends Type.TSchema>(schema: Schema, options: { description?: string } = {}) {
  return Type.Union([schema, Type.Null()], options);
}

export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'UUID, lower case. Ids of one kind sort by birth (UUIDv7).',
});
export const Time = Type.Integer({ description: 'Milliseconds UTC since 1970.' });
export const IdParams = Closed({ id: Id });
export const Nothing = Closed({});

/** A secret out of a link's fragment. */
export const LinkSecret = Type.String({ minLength: 1, maxLength: 64 });
/** Bounds of length only; whether it is good enough is a rule of core and answered with a reason. */
export const PasswordInput = Type.String({ minLength: 1, maxLength: 1024 });
export const LoginInput = Type.String({ minLength: 1, maxLength: 254 });
export const DisplayNameInput = Type.String({ minLength: 1, maxLength: 120 });
export const DeviceNameInput = Type.String({ minLength: 1, maxLength: 80 });

export const PageQuery = {
  after: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
export function PageOf<Row extends Type.TSchema>(row: Row) {
  return Closed({
    rows: Type.Array(row),
    next: Nullable(Id),
  });
}

/** The roles that every organization has. */
export const Role = OneOf(['owner', 'administrator', 'helpdesk', 'auditor', 'member']);
