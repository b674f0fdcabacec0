import { Button, Loader, Progress, Stack, Text } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { ProblemList } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { useChangeFilter, useChangePreview } from './api'
import classes from './change.module.css'
import { type Answer, ChangeSequence, usual } from './change-sequence'
import { PreviewCards } from './preview-cards'
import { useLate } from './use-late'

interface ChangeDrawerProps {
  row: api.FilterRow
  name: string
  tree: crm.Group
  onClose: () => void
  onDone: (saved: api.FilterRow) => void
  /** It was refused: the editor shows what is wrong with the filter. */
  onFailed: (reason: unknown) => void
}

/** Before a filter in use is saved: who would enter and leave, and how each automation goes on. */
export function ChangeDrawer({ row, name, tree, onClose, onDone, onFailed }: ChangeDrawerProps) {
  const { t } = useTranslation()
  const { filter } = row
  const preview = useChangePreview(filter.id, tree)
  const save = useChangeFilter()
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
  const change = preview.data
  const wrong = change?.problems ?? []
  const stuck = change?.sequences.some((s) => s.problems.length > 0)
  const answerOf = (id: string) => answers[id] ?? usual
  const submit = () =>
    save.mutate(
      {
        save: {
          id: filter.id,
          revision: filter.revision,
          product: filter.product,
          name,
          folder: filter.folder,
          tree,
        },
        sequences: (change?.sequences ?? []).map((s) => ({ id: s.id, ...answerOf(s.id) })),
      },
      {
        onSuccess: onDone,
        onError: (reason) => {
          onFailed(reason)
          void preview.refetch()
        },
      },
    )
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t('filters.change.title', { name: filter.name })}
      wide
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('filters.change.back')}
          </Button>
          <Button
            onClick={submit}
            loading={save.isPending}
            disabled={!change || wrong.length > 0 || stuck}
          >
            {t('filters.change.save')}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        {preview.isPending && <Counting />}
        <ErrorBox error={preview.error ?? save.error} onRetry={() => void preview.refetch()} />
        <ProblemList problems={wrong} />
        {change && wrong.length === 0 && (
          <>
            <div className={classes.both}>
              <Side
                kind="enter"
                count={change.enter}
                cards={change.entering}
                product={filter.product}
              />
              <Side
                kind="leave"
                count={change.leave}
                cards={change.leaving}
                product={filter.product}
              />
            </div>
            <Text size="sm" c="dimmed">
              {t('filters.change.words')}
            </Text>
            {change.sequences.map((s) => (
              <ChangeSequence
                key={s.id}
                change={s}
                product={filter.product}
                answer={answerOf(s.id)}
                onAnswer={(answer) => setAnswers({ ...answers, [s.id]: answer })}
              />
            ))}
          </>
        )}
      </Stack>
    </SideDrawer>
  )
}

interface SideProps {
  kind: 'enter' | 'leave'
  count: number
  cards: api.CardRow[]
  product: string
}

function Side({ kind, count, cards, product }: SideProps) {
  const { t } = useTranslation()
  const title = count ? t(`filters.change.${kind}`, { count }) : t(`filters.change.none_${kind}`)
  return (
    <section className={classes.side} data-kind={count ? kind : undefined} aria-label={title}>
      <div className={classes.figure}>{title}</div>
      {cards.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
        <div className={classes.names} tabIndex={0}>
          <PreviewCards rows={cards} total={count} product={product} />
        </div>
      )}
    </section>
  )
}

function Counting() {
  const { t } = useTranslation()
  const late = useLate(true)
  return (
    <div role="status" className={classes.counting}>
      {late ? <Progress value={100} animated aria-hidden /> : <Loader size={18} />}
      <Text size="sm" c="dimmed">
        {t('filters.change.counting')}
      </Text>
    </div>
  )
}
