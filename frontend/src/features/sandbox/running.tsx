import { useDisclosure } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { useAdvance, useClose, useOpen } from './api'
import { Banner } from './banner'
import { Board } from './board'
import { CardDrawer } from './card-drawer'
import { ClockBar } from './clock-bar'
import { KeepDialog } from './keep-dialog'
import classes from './sandbox.module.css'
import { movedCards } from './state/board'
import { TestList } from './test-list'
import { Timeline } from './timeline'

interface RunningProps {
  plan: api.SequenceView
  view: api.SandboxView
  scope: api.OpenSandboxIn['scope']
  /** Another copy, or none. */
  onCopy: (copy: string) => void
}

/** A copy at work: its clock, its cards on a board, and what has happened. */
export function Running({ plan, view, scope, onCopy }: RunningProps) {
  const [card, setCard] = useState('')
  const [keeping, keep] = useDisclosure(false)
  const advance = useAdvance()
  const open = useOpen()
  const close = useClose()
  const moved = useMoved(view)
  const id = plan.sequence.id
  const throwAway = () => close.mutate(view.id, { onSettled: () => onCopy('') })
  const again = () =>
    open.mutate(
      { id, scope, cards: view.cards.map((c) => c.id) },
      {
        onSuccess: (next) => {
          close.mutate(view.id)
          onCopy(next.id)
        },
        onError: toastError,
      },
    )
  const chosen = view.cards.find((c) => c.id === card)
  return (
    <div className={classes.screen}>
      <Banner
        onAgain={again}
        onThrowAway={throwAway}
        onKeep={keep.open}
        pending={open.isPending || close.isPending}
      />
      <ClockBar
        view={view}
        pending={advance.isPending}
        onMove={(to) => advance.mutate({ id: view.id, to }, { onError: toastError })}
      />
      <Board cards={view.cards} steps={plan.sequence.steps} moved={moved} onOpen={setCard} />
      <Timeline view={view} product={plan.sequence.product} />
      <TestList sequence={id} />
      {chosen && <CardDrawer copy={view.id} card={chosen} onClose={() => setCard('')} />}
      {keeping && <KeepDialog sequence={id} copy={view.id} onClose={keep.close} />}
    </div>
  )
}

/** The cards that the last step of the clock, or the last change, moved; it is also said. */
function useMoved(view: api.SandboxView): ReadonlySet<string> {
  const { t } = useTranslation()
  const before = useRef(view)
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const old = before.current
    if (old === view) return
    before.current = view
    if (old.id !== view.id) return setMoved(new Set())
    setMoved(movedCards(old.cards, view.cards))
    announce(t('sandbox.happened', { count: view.rows - old.rows }))
  }, [view, t])
  return moved
}
