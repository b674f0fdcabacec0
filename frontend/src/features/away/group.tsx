import { Anchor, Button, Collapse } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import classes from './away.module.css'

interface GroupProps {
  icon: ReactNode
  /** What happened, in a sentence. */
  sentence: string
  /** Of which automation, and more of it. */
  product: string
  sequence: string
  name: string
  detail: ReactNode
  /** The answers for the whole group. */
  actions: ReactNode
  /** The cards, drawn when they are asked for. */
  cards: () => ReactNode
}

/** Some of one kind that wait for one answer; the cards open below. */
export function Group(p: GroupProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const Picture = open ? IconChevronDown : IconChevronRight
  return (
    <article className={classes.group} aria-label={p.sentence}>
      <div className={classes.line}>
        <span className={classes.icon}>{p.icon}</span>
        <div className={classes.words}>
          <p className={classes.sentence}>{p.sentence}</p>
          <div className={classes.detail}>
            <Anchor
              component={Link}
              to={paths.automation(p.product, p.sequence)}
              size="sm"
              className="clip"
              title={p.name}
            >
              {p.name}
            </Anchor>
            {p.detail}
          </div>
        </div>
        <div className={classes.actions}>{p.actions}</div>
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Picture size={14} />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'away.hide_cards' : 'away.show_cards')}
      </Button>
      <Collapse expanded={open} id={id}>
        {open && p.cards()}
      </Collapse>
    </article>
  )
}
