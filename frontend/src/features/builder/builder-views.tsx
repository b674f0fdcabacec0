import { Button } from '@mantine/core'
import {
  type Icon,
  IconCalendarStats,
  IconChartBar,
  IconFlask,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import classes from './builder.module.css'
import { useSlots } from './slots'

/** Another view of the automation, with a page of its own. */
interface View {
  /** The key of its words. */
  label: string
  icon: Icon
  to: (product: string, sequence: string) => string
}

/** In the order of the bar: what it would do, what it does, what it did. */
const views: View[] = [
  { label: 'forecast.link', icon: IconCalendarStats, to: paths.forecast },
  { label: 'sandbox.link', icon: IconFlask, to: paths.sandbox },
  { label: 'running.link', icon: IconUsers, to: paths.running },
  { label: 'sequences.report', icon: IconChartBar, to: paths.automationReport },
]

interface BuilderViewsProps {
  product: string
  sequence: string
  /** What is edited and not saved, as it would be saved. */
  draft?: (() => api.SaveSequenceIn) | undefined
}

/** The ways to the other views of an automation; the forecast of a draft opens over it. */
export function BuilderViews({ product, sequence, draft }: BuilderViewsProps) {
  const { t } = useTranslation()
  const { Forecast } = useSlots()
  const [foreseen, setForeseen] = useState<api.SaveSequenceIn>()
  const openDraft = (e: MouseEvent, to: View['to']) => {
    if (!draft || to !== paths.forecast) return
    e.preventDefault()
    setForeseen(draft())
  }
  if (views.length === 0) return null
  return (
    <nav className={classes.views} aria-label={t('builder.views')}>
      {views.map(({ label, icon: Picture, to }) => (
        <Button
          key={label}
          component={Link}
          to={to(product, sequence)}
          onClick={(e: MouseEvent) => openDraft(e, to)}
          variant="subtle"
          size="compact-md"
          leftSection={<Picture size={16} aria-hidden />}
        >
          {t(label)}
        </Button>
      ))}
      {foreseen && <Forecast draft={foreseen} onClose={() => setForeseen(undefined)} />}
    </nav>
  )
}
