import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import type { SubmissionRow } from '../contract'
import classes from './answers.module.css'
import { SubmissionState } from './submission-state'

/** The columns of what was sent in. */
export function useAnswerColumns(product: string): Column<SubmissionRow>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      {
        key: 'at',
        title: t('form.answers.at'),
        width: '164px',
        hideBelow: 480,
        cell: ({ submission }) => <When at={submission.at} />,
      },
      {
        key: 'who',
        title: t('form.answers.who'),
        width: 'minmax(120px, 1fr)',
        cell: ({ title }) => (
          <span className={classes.who} title={title}>
            {title || t('form.answers.nameless')}
          </span>
        ),
      },
      {
        key: 'text',
        title: t('form.answers.content'),
        width: 'minmax(160px, 2fr)',
        hideBelow: 640,
        cell: ({ answers }) => {
          const text = answers.map((a) => a.text.replace(/\s+/g, ' ')).join(' · ')
          return (
            <span className={classes.text} title={text.slice(0, 500)}>
              {text}
            </span>
          )
        },
      },
      {
        key: 'state',
        title: t('form.answers.state'),
        width: 'minmax(132px, 1fr)',
        cell: ({ submission, why }) => (
          <span className={classes.stated}>
            <SubmissionState state={submission.state} />
            {why.key && (
              <span className={classes.why} title={say(why)}>
                {say(why)}
              </span>
            )}
          </span>
        ),
      },
      {
        key: 'card',
        title: t('form.answers.card'),
        width: 'minmax(110px, 1fr)',
        hideBelow: 800,
        cell: ({ submission, cardName }) =>
          submission.card && cardName ? (
            <Anchor
              component={Link}
              to={paths.card(product, submission.card)}
              className={classes.card}
              title={cardName}
            >
              {cardName}
            </Anchor>
          ) : (
            <span aria-hidden>–</span>
          ),
      },
    ],
    [t, product],
  )
}
