import {
  type Icon,
  IconCheck,
  IconHandStop,
  IconMailQuestion,
  IconTrash,
  IconUserX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Tone, ToneBadge } from '@/components/ui/state-badge'
import type { SubmissionState as State } from '../contract'

const looks: Record<State, [Tone, Icon]> = {
  accepted: ['green', IconCheck],
  waiting: ['amber', IconMailQuestion],
  quarantined: ['amber', IconHandStop],
  refused: ['grey', IconUserX],
  discarded: ['grey', IconTrash],
}

/** What became of something that was sent in, as icon, word and colour. */
export function SubmissionState({ state }: { state: State }) {
  const { t } = useTranslation()
  const [tone, icon] = looks[state]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`form.state.${state}`)}
    </ToneBadge>
  )
}
