import type { crm } from '@wails/go/models'
import type { AccountFormProps } from '../smtp-form'
import { noRules } from './draft'
import { KindText } from './kind-text'

type Rule = keyof typeof noRules

/** The further rules of a generic gateway: refusals, balance, receipts, texts that come in. */
export function GatewayMore({ draft, change, problems }: AccountFormProps) {
  const set = (part: Partial<crm.GatewaySettings>) =>
    change({ gateway: { ...draft.gateway, ...part } })
  return (
    <>
      {(Object.keys(noRules) as Rule[]).map((rule) => (
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
    </>
  )
}
