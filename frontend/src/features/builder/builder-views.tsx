import { Button } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './builder.module.css'

/** Another view of the automation, with a page of its own. */
interface View {
  /** The key of its words. */
  label: string
  icon: Icon
  to: (product: string, sequence: string) => string
}

/** In the order of the bar: what it would do, what it does, what it did. */
const views: View[] = []

/** The ways to the other views of an automation. */
export function BuilderViews({ product, sequence }: { product: string; sequence: string }) {
  const { t } = useTranslation()
  if (views.length === 0) return null
  return (
    <nav className={classes.views} aria-label={t('builder.views')}>
      {views.map(({ label, icon: Picture, to }) => (
        <Button
          key={label}
          component={Link}
          to={to(product, sequence)}
          variant="subtle"
          size="compact-md"
          leftSection={<Picture size={16} aria-hidden />}
        >
          {t(label)}
        </Button>
      ))}
    </nav>
  )
}
