import { Radio, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from './activation.module.css'
import type { Awaited } from './api'
import { ChoiceCard } from './choice-card'
import { MidwayCards } from './midway-cards'
import { MidwaySteps } from './midway-steps'

interface MidwayChoiceProps {
  count: number
  midway: api.ActivateIn['midway']
  onChange: (midway: api.ActivateIn['midway']) => void
  foretold: Awaited<api.ReactivationOut>
  product: string
  /** The cards behind a number are looked at, or no longer. */
  onLook: (open: boolean) => void
}

type Choice = api.ReactivationChoice

const answers: api.ActivateIn['midway'][] = ['keep', 'shift', 'end']

/** What happens to the cards that were midway when the automation was paused, in numbers and dates. */
export function MidwayChoice(p: MidwayChoiceProps) {
  const { count, midway, onChange, foretold, product } = p
  const { t } = useTranslation()
  const [shown, setShown] = useState<{ choice: Choice; fate: string }>()
  const { out, failed } = foretold
  const look = (at?: { choice: Choice; fate: string }) => {
    setShown(at)
    p.onLook(at !== undefined)
  }
  return (
    <>
      <Radio.Group
        value={midway}
        onChange={(value) => onChange(value as api.ActivateIn['midway'])}
        label={t('activation.midway.question', { count })}
        labelProps={{ className: classes.question }}
      >
        {out && out.paused > 0 && (
          <Text size="sm" c="dimmed">
            {t('activation.midway.since')} <When at={out.paused} />
          </Text>
        )}
        <div className={classes.midways}>
          {answers.map((answer) => {
            const choice = out?.choices.find((c) => c.midway === answer)
            return (
              <ChoiceCard key={answer} value={answer} title={t(`activation.midway.${answer}`)}>
                <Text size="sm" c="dimmed">
                  {t(`activation.midway.${answer}_help`)}
                </Text>
                {!out && !failed && <LinesSkeleton count={2} />}
                {choice && <Fates choice={choice} onOpen={(fate) => look({ choice, fate })} />}
                {choice && <MidwaySteps steps={choice.steps} />}
              </ChoiceCard>
            )
          })}
        </div>
      </Radio.Group>
      {out && out.edits.length > 0 && (
        <ul className={classes.checks} aria-label={t('activation.midway.edits')}>
          {out.edits.map((edit) => (
            <li key={say(edit)}>
              <IconInfoCircle size={16} aria-hidden />
              {say(edit)}
            </li>
          ))}
        </ul>
      )}
      {shown && (
        <MidwayCards
          title={t(`activation.fate.${shown.fate}`, {
            count: shown.choice.fates.find((f) => f.fate === shown.fate)?.count ?? 0,
          })}
          cards={shown.choice.cards.filter((card) => card.fate === shown.fate)}
          product={product}
          onClose={() => look()}
        />
      )}
    </>
  )
}

interface FatesProps {
  choice: Choice
  onOpen: (fate: string) => void
}

/** How many cards go on, act at once, are held, leave or end: each number opens its cards. */
function Fates({ choice, onOpen }: FatesProps) {
  const { t } = useTranslation()
  return (
    <ul className={classes.fates}>
      {choice.fates.map(({ fate, count }) => (
        <li key={fate} data-fate={fate}>
          <CountDoor
            count={count}
            onOpen={() => onOpen(fate)}
            label={t(`activation.fate.${fate}`, { count })}
            inWords
          />
        </li>
      ))}
    </ul>
  )
}
