import { IconBulb, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import type { Phrase } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import classes from './why.module.css'

/** The answer in one sentence, in the colour of what it says. */
export function Answer({ matches, answer }: { matches: boolean; answer: Phrase }) {
  const Picture = matches ? IconCheck : IconX
  return (
    <div className={classes.top}>
      <span className={classes.mark} data-holds={matches} data-large>
        <Picture size={18} stroke={2.25} aria-hidden />
      </span>
      <p className={classes.answer}>{say(answer)}</p>
    </div>
  )
}

/** What turns the answer: time, and when, or what would have to happen. */
export function Turn({ turn, byTime }: { turn: Phrase; byTime: boolean }) {
  const Picture = byTime ? IconClock : IconBulb
  return (
    <div className={classes.turn} data-time={byTime || undefined}>
      <Picture size={18} aria-hidden />
      <span>{say(turn)}</span>
    </div>
  )
}
