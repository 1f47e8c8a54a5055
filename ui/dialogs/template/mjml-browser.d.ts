/** MJML as built for browsers, which brings no types. */
declare module 'mjml-browser' {
  interface Result { readonly html: string; readonly errors: readonly { readonly message: string }[] }
  const makeHtml: (source: string, options: { readonly validationLevel: 'soft'; readonly keepComments: boolean; readonly minify: boolean; readonly beautify: boolean }) => Promise<Result> | Result;
  export default makeHtml;
}
