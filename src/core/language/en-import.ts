/** English sentences of the import: how a row is named in a preview. */
export const EN_IMPORT = {
  'import.order': 'Order {order}',
} as const;
