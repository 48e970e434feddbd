/** Every state that some path of a transition table leads to, the first included. */
export function reachableFrom<State extends string>(
  first: State,
  transitions: Readonly<Record<State, readonly State[]>>,
): Set<State> {
  const reached = new Set<State>([first]);
  // A set gives what is added while it is walked through.
  for (const state of reached) transitions[state].forEach((next) => reached.add(next));
  return reached;
}
