import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { DateField } from '@/components/ui/field-date'
import { fieldError, otherProblems, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useFormat } from '@/lib/format/use-format'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSaveTask } from './api'

const types = ['call', 'email', 'meeting', 'todo']

interface TaskDrawerProps {
  target: { card: string; task?: crm.Task }
  onClose: () => void
}

/** A task as a form: a new one on a card, or one that is there. */
export function TaskDrawer({ target, onClose }: TaskDrawerProps) {
  const { t } = useTranslation()
  const { me, users } = useWorkspace()
  const { today } = useFormat()
  const [task, setTask] = useState<crm.Task>(
    () => target.task ?? newTask(target.card, me.id, today),
  )
  const saver = useSaveTask()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<crm.Task>) => setTask((old) => ({ ...old, ...part }))
  const form = useFocusError(saver.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(task, {
      onSuccess: () => {
        toast({ title: t('tasks.saved') })
        onClose()
      },
    })
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={target.task ? t('tasks.edit_title') : t('tasks.new')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="task" loading={saver.isPending} disabled={!task.title.trim()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="task" ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput
            label={t('tasks.field.title')}
            data-autofocus
            required
            value={task.title}
            onChange={(e) => change({ title: e.currentTarget.value })}
            error={fieldError(problems, 'title')}
          />
          <Select
            label={t('tasks.field.type')}
            allowDeselect={false}
            data={types.map((value) => ({ value, label: t(`tasks.type.${value}`) }))}
            value={task.type || 'todo'}
            onChange={(type) => change({ type: type ?? 'todo' })}
            error={fieldError(problems, 'type')}
          />
          <DateField
            label={t('tasks.field.due')}
            placeholder={t('ui.not_set')}
            value={task.due || null}
            onChange={(due) => change({ due: typeof due === 'string' ? due : '' })}
            error={fieldError(problems, 'due')}
          />
          <Select
            label={t('tasks.field.assignee')}
            placeholder={t('ui.not_set')}
            data={users
              .filter((u) => u.active || u.id === task.assignee)
              .map((u) => ({ value: u.id, label: u.name }))}
            value={task.assignee || null}
            onChange={(assignee) => change({ assignee: assignee ?? '' })}
            error={fieldError(problems, 'assignee')}
          />
          <Textarea
            label={t('tasks.field.note')}
            autosize
            minRows={3}
            value={task.note}
            onChange={(e) => change({ note: e.currentTarget.value })}
            error={fieldError(problems, 'note')}
          />
          {saver.error && otherProblems(problems, Object.keys(task)).length === problems.length && (
            <ErrorBox error={saver.error} />
          )}
        </Stack>
      </form>
    </SideDrawer>
  )
}

function newTask(card: string, assignee: string, due: string): crm.Task {
  return {
    id: '',
    card,
    type: 'todo',
    title: '',
    note: '',
    assignee,
    due,
    done: 0,
    doneBy: '',
    created: 0,
    sequence: '',
    planned: 0,
  }
}
