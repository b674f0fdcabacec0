import { Text } from '@mantine/core'
import { IconDatabaseExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { useNow } from './api'
import classes from './standstill.module.css'

/** The disk is full, or does not take what is written: nothing is sent, everything can be read. */
export function DiskLine() {
  const { t } = useTranslation()
  const trouble = useNow().data?.trouble
  if (!trouble?.key.startsWith('error.store.')) return null
  return (
    <section className={classes.banner} aria-label={t('standstill.title.disk')}>
      <IconDatabaseExclamation size={20} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <Text fw={600}>{t('standstill.title.disk')}</Text>
        <Text size="sm">{say(trouble)}</Text>
      </div>
    </section>
  )
}
