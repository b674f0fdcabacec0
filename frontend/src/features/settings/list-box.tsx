import { Button, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { ProblemList, problemsOf } from '@/components/ui/problems'
import classes from './settings.module.css'

interface ListBoxProps {
  title: string
  addLabel: string
  onAdd: () => void
  dirty: boolean
  saving: boolean
  error: unknown
  onSave: () => void
  onDiscard: () => void
  children: ReactNode
}

/** A list that is edited and saved as a whole. */
export function ListBox(p: ListBoxProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.box}>
      <Title order={2} mb="xs">
        {p.title}
      </Title>
      {p.children}
      <Button
        size="compact-sm"
        variant="subtle"
        mt={4}
        leftSection={<IconPlus size={14} />}
        onClick={p.onAdd}
      >
        {p.addLabel}
      </Button>
      {/* A row shows its own problems. */}
      <ProblemList problems={problemsOf(p.error).filter(({ path }) => !path.includes('['))} />
      {problemsOf(p.error).length === 0 && <ErrorBox error={p.error} />}
      {p.dirty && (
        <div className={classes.save}>
          <Button variant="default" onClick={p.onDiscard} disabled={p.saving}>
            {t('settings.discard')}
          </Button>
          <Button onClick={p.onSave} loading={p.saving}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </div>
  )
}
