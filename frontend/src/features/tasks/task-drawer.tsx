import { Button, Radio, Stack } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CardFind } from '@/components/ui/card-find'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, otherProblems, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { FormSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useFormat } from '@/lib/format/use-format'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSaveTask, useTask } from './api'
import { RepeatFields } from './repeat-fields'
import { newTask } from './state/draft'
import { TaskFields } from './task-fields'

interface TaskDrawerProps {
  /** Without a card the form asks for one. */
  target: { card: string; task?: Pick<crm.Task, 'id'> }
  onClose: () => void
}

/** A task as a form: a new one, or one that is there. */
export function TaskDrawer({ target, onClose }: TaskDrawerProps) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const { today } = useFormat()
  const known = useTask(target.task?.id ?? '')
  if (target.task && !known.data) {
    return (
      <SideDrawer open onClose={onClose} title={t('tasks.edit_title')}>
        {known.error ? <ErrorBox error={known.error} /> : <FormSkeleton />}
      </SideDrawer>
    )
  }
  const task = known.data?.task ?? newTask(target.card, me.id, today)
  return <TaskForm start={task} row={known.data} onClose={onClose} />
}

interface TaskFormProps {
  start: crm.Task
  row?: api.TaskRow
  onClose: () => void
}

function TaskForm({ start, row, onClose }: TaskFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [task, setTask] = useState(start)
  const [rule, setRule] = useState<crm.Recurrence | null>(row?.rule ?? null)
  const [scope, setScope] = useState('')
  const saver = useSaveTask()
  const problems = problemsOf(saver.error)
  const form = useFocusError(saver.error)
  const change = (part: Partial<crm.Task>) => setTask((old) => ({ ...old, ...part }))
  const inSeries = Boolean(row?.rule)
  const sameRule = JSON.stringify(rule) === JSON.stringify(row?.rule ?? null)
  const following = !sameRule || scope === 'following'
  const submit = (e: FormEvent) => {
    e.preventDefault()
    // A series that has ended is over for its tasks too: a new rule is a new series.
    const series = inSeries ? task.series : ''
    saver.mutate(
      { task: { ...task, series }, rule, following },
      {
        onSuccess: ({ task: { remindAt } }) => {
          const at = remindAt > 0 && t('tasks.saved_remind', { at: format.moment(remindAt) })
          toast({ title: t('tasks.saved'), children: at || undefined })
          onClose()
        },
      },
    )
  }
  const shown = [...Object.keys(task), 'rule']
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={task.id ? t('tasks.edit_title') : t('tasks.new')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            form="task"
            loading={saver.isPending}
            disabled={!task.title.trim() || !task.card}
          >
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="task" ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          {!start.card && (
            <CardFind
              label={t('tasks.field.card')}
              required
              error={fieldError(problems, 'card')}
              onPick={(card) => change({ card })}
            />
          )}
          <TaskFields
            task={task}
            first={Boolean(start.card)}
            problems={problems}
            onChange={change}
          />
          <RepeatFields due={task.due} rule={rule} problems={problems} onChange={setRule} />
          {inSeries && rule && sameRule && (
            <Radio.Group
              label={t('tasks.scope')}
              value={following ? 'following' : 'one'}
              onChange={setScope}
            >
              <Stack gap={6} mt={6}>
                <Radio value="one" label={t('tasks.scope_one')} />
                <Radio value="following" label={t('tasks.scope_following')} />
              </Stack>
            </Radio.Group>
          )}
          {saver.error && otherProblems(problems, shown).length === problems.length && (
            <ErrorBox error={saver.error} />
          )}
        </Stack>
      </form>
    </SideDrawer>
  )
}
