import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './find.module.css'
import { useOpenFind } from './find-host'

/** Opens the search everywhere; small, only its picture. */
export function FindButton({ small }: { small?: boolean }) {
  const { t } = useTranslation()
  const open = useOpenFind()
  if (small) {
    return (
      <Tooltip label={`${t('find.title')} (Ctrl+K)`} position="right">
        <ActionIcon size="lg" aria-label={t('find.title')} onClick={open}>
          <IconSearch size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    )
  }
  return (
    <UnstyledButton className={classes.button} onClick={open} aria-keyshortcuts="Control+K">
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <span className="clip">{t('find.button')}</span>
      <Kbd size="xs" className={classes.hint} aria-hidden>
        Ctrl K
      </Kbd>
    </UnstyledButton>
  )
}
