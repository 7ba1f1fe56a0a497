/** A style sheet that a script imports: as a text, or collected by the bundler in one file beside the script. */
declare module '*.css' {
  const text: string;
  export default text;
}
