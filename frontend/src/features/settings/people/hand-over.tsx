import { Alert, Button, Checkbox, Progress, Select, Skeleton, Stack, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { UsedBy } from '@/components/ui/used-by'
import { backend } from '@/lib/api/client'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useHandOver } from '../api'
import { Dialog } from '../dialog'
import { useRunJob } from '../use-run-job'

interface HandOverProps {
  user: crm.User
  onClose: () => void
}

const parts = ['cards', 'tasks', 'sequences'] as const
type Part = (typeof parts)[number]

/** A colleague who leaves: who takes over cards, tasks and places in automations. */
export function HandOver({ user, onClose }: HandOverProps) {
  const { t } = useTranslation()
  const { users, products } = useWorkspace()
  const found = useHandOver(user.id)
  const [to, setTo] = useState<Partial<Record<Part, string>>>({})
  const [deactivate, setDeactivate] = useState(true)
  const job = useRunJob(backend.HandOver, onClose)
  const problems = problemsOf(job.error)
  const has = found.data
  const counts = {
    cards: has?.cards ?? 0,
    tasks: has?.tasks ?? 0,
    sequences: has?.sequences.length ?? 0,
  }
  const some = parts.filter((part) => counts[part] > 0)
  const others = users.filter((u) => u.active && u.id !== user.id)
  // The first choice is taken for all that is not chosen yet.
  const choose = (part: Part, id: string) =>
    setTo((old) => ({
      ...Object.fromEntries(some.map((p) => [p, old[p] ?? id])),
      ...old,
      [part]: id,
    }))
  const ready = has && some.every((part) => to[part]) && !(deactivate && has.lastAdmin)
  const run = () =>
    job.run({
      user: user.id,
      cards: to.cards ?? '',
      tasks: to.tasks ?? '',
      sequences: to.sequences ?? '',
      deactivate,
    })
  return (
    <Dialog
      title={t('settings.hand_over_title', { name: user.name })}
      onClose={onClose}
      busy={job.running}
      actions={
        <>
          <Button variant="default" onClick={onClose} disabled={job.running}>
            {t('common.cancel')}
          </Button>
          <Button
            color={deactivate ? 'red' : undefined}
            onClick={run}
            loading={job.running}
            disabled={!ready || (some.length === 0 && !deactivate)}
          >
            {t(label(some.length > 0, deactivate))}
          </Button>
        </>
      }
    >
      {!has && !found.error && <Skeleton h={96} />}
      {has && (
        <Stack gap="sm">
          {some.length === 0 && <Text>{t('settings.has_nothing', { name: user.name })}</Text>}
          {some.map((part) => (
            <Select
              key={part}
              label={t(`settings.takes_${part}`, { count: counts[part], open: has.openCards })}
              placeholder={t('settings.choose_colleague')}
              data={others.map((u) => ({ value: u.id, label: u.name }))}
              value={to[part] ?? null}
              onChange={(id) => id && choose(part, id)}
              description={part === 'sequences' ? names(has.sequences) : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              error={fieldError(problems, part)}
            />
          ))}
          {has.filters.length > 0 && (
            <Alert variant="outline" color="gray" icon={<IconFilter size={18} />}>
              {t('settings.filters_name_them', { name: user.name })}{' '}
              <UsedBy uses={has.filters} product={products[0]?.product.id ?? ''} />
            </Alert>
          )}
          <Checkbox
            label={t('settings.deactivate')}
            description={t(has.lastAdmin ? 'settings.last_admin' : 'settings.deactivate_words')}
            checked={deactivate}
            onChange={(e) => setDeactivate(e.currentTarget.checked)}
          />
        </Stack>
      )}
      {job.running && <Progress value={job.percent ?? 100} animated aria-label={user.name} />}
      {problems.length === 0 && <ErrorBox error={found.error ?? job.error} />}
    </Dialog>
  )
}

function names(uses: { name: string }[]): string {
  return uses.map((u) => u.name).join(', ')
}

function label(hands: boolean, deactivate: boolean): string {
  if (!hands) return 'settings.deactivate'
  return deactivate ? 'settings.hand_over_and_deactivate' : 'settings.hand_over'
}
