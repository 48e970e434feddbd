/**
 * Whether somebody was signed in in this tab: the sign-in page then says that the sign-in has ended. It says
 * nothing of who, and goes with the tab.
 */
const mark = 'lull.signed-in';

export function signInBegan(): void {
  sessionStorage.setItem(mark, 'yes');
}

export function signInLeft(): void {
  sessionStorage.removeItem(mark);
}

export function signInWasHere(): boolean {
  return sessionStorage.getItem(mark) !== null;
}
