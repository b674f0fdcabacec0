import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { useDecideSubmissions } from '../api'

/** Lets answers in or throws them away, after saying in numbers what that does; resolves to whether it was done. */
export function useDecideAnswers() {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const accept = useDecideSubmissions('accept')
  const discard = useDecideSubmissions('discard')
  const run = async (way: 'accept' | 'discard', ids: string[]): Promise<boolean> => {
    const count = ids.length
    const yes = await confirm({
      title: t(`form.decide.${way}_title`, { count }),
      children: t(`form.decide.${way}_words`, { count }),
      action: t(`form.decide.${way}`),
      danger: way === 'discard',
    })
    if (!yes) return false
    try {
      const { done, cards, already } = await (way === 'accept' ? accept : discard).mutateAsync(ids)
      const made = cards.filter((card) => card.made).length
      toast({
        title: t(`form.decide.${way}ed`, { count: done }),
        children: [
          way === 'accept' && made > 0 && t('form.decide.made', { count: made }),
          cards.length > made && t('form.decide.changed', { count: cards.length - made }),
          already > 0 && t('form.decide.already', { count: already }),
        ]
          .filter(Boolean)
          .join(' '),
      })
      return true
    } catch (error) {
      toastError(error)
      return false
    }
  }
  return { run, busy: accept.isPending || discard.isPending }
}
