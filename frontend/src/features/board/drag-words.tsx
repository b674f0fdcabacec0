import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The id of the words that say how a card is moved by keyboard. */
export const howId = 'board-how'

/** How a card is moved by keyboard; every card's name points here. */
export function HowToMove() {
  const { t } = useTranslation()
  return <VisuallyHidden id={howId}>{t('board.how')}</VisuallyHidden>
}
