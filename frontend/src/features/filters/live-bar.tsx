import { UnstyledButton } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './live.module.css'
import type { LivePreview } from './use-live-preview'

/** Where the panel stands below the conditions: how many match stays in sight, and leads to it. */
export function LiveBar({ live }: { live: LivePreview }) {
  const { t } = useTranslation()
  const { answer, stopped } = live
  if (!answer || answer.problems.length > 0 || stopped) return null
  const show = () =>
    document.querySelector('[data-live]')?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  return (
    <UnstyledButton className={classes.bar} data-old={live.stale || undefined} onClick={show}>
      <span className="num">{t('filters.match_now', { count: answer.total })}</span>
      <IconArrowDown size={16} aria-hidden />
    </UnstyledButton>
  )
}
