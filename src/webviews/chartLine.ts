/** How a line looks: not by its colour alone, where there are several. */
export interface ChartLine {
  /** A variable of the theme. */
  readonly colour: string;
  /** Lengths of strokes and gaps in px; nothing for a line without gaps. */
  readonly dash: readonly number[];
}
