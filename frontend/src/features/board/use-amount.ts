import type { crm } from '@wails/go/models'
import { z } from 'zod'
import { text, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'

const amountView = z.object({ sum: text })

/** The value of the choice "add up nothing". */
export const noAmount = 'none'

/** The field that the board adds up, kept in the address: money or a number. */
export interface Amount {
  field: crm.Field | undefined
  choices: crm.Field[]
  choose: (field: string) => void
}

/** The field that the board adds up: the first money field unless another is chosen. */
export function useAmount(): Amount {
  const { fields } = useProduct()
  const [{ sum }, change] = useView(amountView)
  const money = fields.filter((f) => f.type === 'money')
  const choices = [...money, ...fields.filter((f) => f.type === 'number')]
  const chosen = choices.find((f) => f.id === sum)
  return {
    field: sum === noAmount ? undefined : (chosen ?? money[0]),
    choices,
    choose: (field) => change({ sum: field }),
  }
}
