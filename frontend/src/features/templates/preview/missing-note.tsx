import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { labelOf } from '../state/variables'
import classes from './preview.module.css'

interface MissingNoteProps {
  /** The variables without a value on this card. */
  missing: string[]
  variables: merge.Field[]
}

/** Which values this card lacks, what happens then, and how a fallback is written. */
export function MissingNote({ missing, variables }: MissingNoteProps) {
  const { t } = useTranslation()
  const first = missing[0]
  if (!first) return null
  const names = missing.map((path) => labelOf(path, variables, (f) => say(f.label)))
  return (
    <Alert
      icon={<IconAlertTriangle size={18} />}
      title={t('templates.missing', { what: names.join(', '), count: missing.length })}
      className={classes.missing}
      color="yellow"
      styles={{ title: { color: 'var(--tone-amber)' } }}
      role="status"
    >
      <Text size="sm">{t('templates.missing_words')}</Text>
      <code className={classes.code}>
        {`{{${first} | default: "${t('templates.missing_example')}"}}`}
      </code>
    </Alert>
  )
}
