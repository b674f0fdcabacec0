import { useMutation, useQueryClient } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'
import { useWorkspace } from '@/lib/workspace/workspace'

/** Adds a to-do for today to a card, for whoever writes it. */
export function useAddTask(card: string) {
  const queries = useQueryClient()
  const { me } = useWorkspace()
  const { today } = useFormat()
  return useMutation({
    mutationFn: (title: string) =>
      backend.SaveTask({
        id: '',
        card,
        type: 'todo',
        title,
        note: '',
        assignee: me.id,
        due: today,
        done: 0,
        doneBy: '',
        created: 0,
        sequence: '',
        planned: 0,
        priority: '',
        clock: '',
        remind: '',
        remindAt: 0,
        reminded: 0,
        seen: 0,
        series: '',
        occurrence: 0,
      }),
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: (q) => q.queryKey[0] === 'task' || q.queryKey[1] === card,
      }),
  })
}
