import { Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountFormProps } from '../smtp-form'
import type { noRules } from './draft'
import { KindText } from './kind-text'

type Rule = keyof typeof noRules

const groups: [string, Rule[]][] = [
  ['answer', ['failPath', 'stopValues', 'takenValues']],
  ['balance', ['balanceUrl', 'balancePath']],
  ['receipts', ['receiptId', 'receiptStatus', 'delivered', 'failed', 'expired']],
  ['replies', ['textFrom', 'textBody', 'textId']],
]

/** The further rules of a generic gateway: refusals, balance, receipts, texts that come in. */
export function GatewayMore({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const set = (part: Partial<crm.GatewaySettings>) =>
    change({ gateway: { ...draft.gateway, ...part } })
  return (
    <>
      {groups.map(([group, rules]) => (
        <Fragment key={group}>
          <Text size="sm" c="dimmed" mt="xs">
            {t(`sms_gateway.more_group.${group}`)}
          </Text>
          {rules.map((rule) => (
            <KindText
              key={rule}
              at={`more.${rule}`}
              value={draft.gateway[rule]}
              onText={(text) => set({ [rule]: text })}
              problems={problems.map((p) =>
                p.path === `gateway.${rule}` ? { ...p, path: `more.${rule}` } : p,
              )}
            />
          ))}
        </Fragment>
      ))}
    </>
  )
}
