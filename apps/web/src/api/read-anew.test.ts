import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { readAnew } from './read-anew.js';

describe('reading anew after a change', () => {
  it('lets in the next page that was asked for, and then reads every page again', async () => {
    const queryClient = new QueryClient();
    const asked: number[] = [];
    const doors: (() => void)[] = [];
    const observer = new InfiniteQueryObserver(queryClient, {
      queryKey: ['follow-up-tasks'],
      queryFn: ({ pageParam }) => {
        asked.push(pageParam);
        return new Promise<number>((resolve) => doors.push(() => resolve(pageParam)));
      },
      initialPageParam: 1,
      getNextPageParam: (page: number) => (page < 2 ? page + 1 : null),
    });
    const unsubscribe = observer.subscribe(() => undefined);
    const answer = async (page: number) => {
      await expect.poll(() => asked.length).toBe(page);
      doors.at(-1)?.();
    };
    await answer(1);
    await expect.poll(() => observer.getCurrentResult().data?.pages).toEqual([1]);

    const next = observer.fetchNextPage();
    await expect.poll(() => asked).toEqual([1, 2]);
    const anew = readAnew(queryClient, 'follow-up-task');
    await answer(2);
    expect((await next).data?.pages).toEqual([1, 2]);
    await answer(3);
    await answer(4);
    await anew;
    expect([asked, observer.getCurrentResult().data?.pages]).toEqual([
      [1, 2, 1, 2],
      [1, 2],
    ]);
    unsubscribe();
  });

  it.each([true, false])(
    'does not take for fresh what was on its way when it changed (looked at: %s)',
    async (lookedAt) => {
      const queryClient = new QueryClient();
      const doors: ((answer: string) => void)[] = [];
      const day = {
        queryKey: ['days', 'clinic', '2026-11-25'],
        queryFn: () => new Promise<string>((resolve) => doors.push(resolve)),
        staleTime: Infinity,
      };
      const observer = new QueryObserver(queryClient, day);
      if (!lookedAt) void queryClient.prefetchQuery(day);
      let unsubscribe = lookedAt ? observer.subscribe(() => undefined) : null;
      await expect.poll(() => doors.length).toBe(1);
      const anew = readAnew(queryClient, 'session');
      doors[0]?.('without the booking');
      if (!lookedAt) {
        await anew;
        unsubscribe = observer.subscribe(() => undefined);
      }
      await expect.poll(() => doors.length).toBe(2);
      doors[1]?.('with the booking');
      await anew;
      await expect.poll(() => observer.getCurrentResult().data).toBe('with the booking');
      unsubscribe?.();
    },
  );
});
