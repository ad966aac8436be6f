/** What part of the world is seen: the place in the middle, and how many pixels the whole world would measure. */
export interface View {
  x: number
  y: number
  worldPx: number
}
