import { IconCheck, IconCircleFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'

/** Whether a form takes what visitors send, as icon, word and colour. */
export function FormStateBadge({ active }: { active: boolean }) {
  const { t } = useTranslation()
  return active ? (
    <ToneBadge tone="green" icon={IconCheck}>
      {t('form.active')}
    </ToneBadge>
  ) : (
    <ToneBadge tone="grey" icon={IconCircleFilled}>
      {t('form.inactive')}
    </ToneBadge>
  )
}
