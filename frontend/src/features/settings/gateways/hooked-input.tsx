import { SecretInput } from '../secret-input'
import type { AccountFormProps } from '../smtp-form'

interface HookedInputProps extends Pick<AccountFormProps, 'draft' | 'change'> {
  label: string
  error?: string
}

/** The secret that signs what a provider sends here: kept or replaced, as the other one. */
export function HookedInput({ label, draft, change, error }: HookedInputProps) {
  return (
    <SecretInput
      label={label}
      draft={{
        ...draft,
        secret: draft.hooked,
        newSecret: draft.newHooked,
        hasSecret: draft.hasHooked,
      }}
      change={(part) =>
        change({
          hooked: part.secret ?? draft.hooked,
          newHooked: part.newSecret ?? draft.newHooked,
        })
      }
      error={error}
    />
  )
}
