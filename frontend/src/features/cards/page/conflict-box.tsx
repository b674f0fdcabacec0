import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Value } from '../state/parts'
import classes from './fields.module.css'
import type { PartEditor } from './use-edit-part'

interface ConflictBoxProps {
  editor: PartEditor
  show: (value: Value) => ReactNode
  /** One of the two stays. */
  onDone: () => void
}

/** Somebody else changed the same thing: both values, and which one shall stay. */
export function ConflictBox({ editor, show, onDone }: ConflictBoxProps) {
  const { t } = useTranslation()
  const { conflict, saving, save } = editor
  if (!conflict) return null
  const over = async () => {
    if (await save(conflict.mine, { over: true })) onDone()
  }
  return (
    <Alert
      color="yellow"
      variant="outline"
      icon={<IconAlertTriangle size={16} />}
      title={t('card.conflict')}
      role="alert"
      mt={6}
      styles={{ title: { color: 'var(--tone-amber)' } }}
    >
      <dl className={classes.both}>
        <dt>{t('card.theirs')}</dt>
        <dd>{show(conflict.theirs)}</dd>
        <dt>{t('card.mine')}</dt>
        <dd>{show(conflict.mine)}</dd>
      </dl>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('card.keep_theirs')}
        </Button>
        <Button size="compact-sm" loading={saving} onClick={() => void over()}>
          {t('card.save_mine')}
        </Button>
      </Group>
    </Alert>
  )
}
