import { ActionIcon, Group, Title, Tooltip } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './page.module.css'

interface PageProps {
  title: ReactNode
  /** One line under the title: what is here, in numbers. */
  subtitle?: ReactNode
  /** The secondary actions first, the one primary action last. */
  actions?: ReactNode
  /** Where the arrow before the title leads. */
  back?: { to: string; label: string }
  /** What stands beside the title: a state, a menu. */
  aside?: ReactNode
  /** A bar under the header that stays: search, filters, tabs. */
  toolbar?: ReactNode
  /** The content takes the rest of the height and scrolls inside itself (tables, builders). */
  fill?: boolean
  /** A reading width for forms and settings. */
  narrow?: boolean
  children: ReactNode
}

/** Every screen: header with one primary action top right, then the content. */
export function Page(p: PageProps) {
  return (
    <div className={classes.page} data-fill={p.fill || undefined}>
      <header className={classes.header}>
        <div className={classes.heading}>
          {p.back && <BackLink {...p.back} />}
          <div className={classes.titles}>
            <Group gap="xs" wrap="nowrap">
              <Title
                order={1}
                className="clip"
                title={typeof p.title === 'string' ? p.title : undefined}
              >
                {p.title}
              </Title>
              {p.aside}
            </Group>
            {p.subtitle && <div className={classes.subtitle}>{p.subtitle}</div>}
          </div>
        </div>
        {p.actions && <div className={classes.actions}>{p.actions}</div>}
      </header>
      {p.toolbar && <div className={classes.toolbar}>{p.toolbar}</div>}
      <div className={classes.content} data-narrow={p.narrow || undefined}>
        {p.children}
      </div>
    </div>
  )
}

function BackLink({ to, label }: { to: string; label: string }) {
  const { t } = useTranslation()
  return (
    <Tooltip label={label}>
      <ActionIcon
        component={Link}
        to={to}
        aria-label={t('ui.back_to', { place: label })}
        className={classes.back}
      >
        <IconArrowLeft size={18} />
      </ActionIcon>
    </Tooltip>
  )
}
