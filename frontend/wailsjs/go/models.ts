export namespace api {
	
	export interface AccountIn {
	    id: string;
	}
	export interface JobView {
	    id: string;
	    state: 'running'|'done'|'failed'|'cancelled';
	    phase: ''|'checking'|'applying'|'undoing';
	    done: number;
	    total: number;
	    result: crm.Phrase;
	    error?: crm.Error;
	    undo: string;
	}
	export interface AccountTestOut {
	    job: JobView;
	    steps: crm.ProbeStep[];
	    ok: boolean;
	}
	export interface AccountView {
	    account: crm.Account;
	    queued: number;
	    went: number;
	    signIn: ''|'needed'|'waiting'|'done';
	    signInTrouble?: crm.Phrase;
	}
	export interface ActivateIn {
	    id: string;
	    scope: 'all'|'new';
	    midway: 'keep'|'shift'|'end';
	    confirm: number;
	}
	export interface FindingCards {
	    outcome: ''|'done'|'skipped'|'held'|'left'|'completed'|'stopped';
	    reason: string;
	    position: number;
	    sequence: string;
	}
	export interface FindingDoor {
	    kind: ''|'step'|'filter'|'template'|'sending'|'features'|'product'|'users'|'sequence'|'settings'|'public'|'incoming';
	    id: string;
	}
	export interface ActivationFinding {
	    level: 'error'|'warning';
	    say: crm.Phrase;
	    remedy: crm.Phrase;
	    position: number;
	    door: FindingDoor;
	    count: number;
	    cards?: FindingCards;
	}
	export interface ClientDay {
	    day: string;
	    count: number;
	    confirm: number;
	}
	export interface StepForecast {
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    at: number;
	    count: number;
	}
	export interface ActivationOut {
	    problems: crm.Problem[];
	    warnings: crm.Phrase[];
	    matches: number;
	    starts: number;
	    noEmail: number;
	    noPhone: number;
	    steps: StepForecast[];
	    midway: number;
	    testMode: boolean;
	    firstDay: ClientDay;
	}
	export interface AddAssetIn {
	    name: string;
	    content: string;
	    picture: boolean;
	}
	export interface AddFileIn {
	    card: string;
	    name: string;
	    content: string;
	}
	export interface AddProductIn {
	    name: string;
	    copy: string;
	}
	export interface AddSuppressionsIn {
	    text: string;
	    scope: 'all'|'marketing';
	    note: string;
	}
	export interface AddSuppressionsOut {
	    added: number;
	    already: number;
	}
	export interface AddTokenIn {
	    name: string;
	    scopes: string[];
	    days: number;
	}
	export interface TokenView {
	    token: crm.Token;
	    who: string;
	    over: boolean;
	    mine: boolean;
	}
	export interface AddTokenOut {
	    token: TokenView;
	    secret: string;
	}
	export interface AddressIn {
	    id: string;
	    channel: 'email'|'sms';
	    typed: string;
	    label: ''|'work'|'home'|'mobile'|'other';
	    default: boolean;
	}
	export interface AdvanceSandboxIn {
	    id: string;
	    to: number;
	}
	export interface AdviseSenderIn {
	    id: string;
	    selector: string;
	}
	export interface AnswerSurgeIn {
	    answer: 'go'|'recall';
	}
	export interface ArchiveProductIn {
	    product: string;
	    on: boolean;
	}
	export interface AssetIn {
	    id: string;
	}
	export interface AssetOut {
	    asset: crm.Asset;
	    content: string;
	}
	export interface RunningAsk {
	    sequence: string;
	    step: string;
	    state: ''|'live'|'waiting'|'sending'|'held'|'paused'|'uncertain'|'completed'|'left'|'stopped'|'done'|'skipped'|'failed';
	    reason: string;
	    from: number;
	    to: number;
	    search: string;
	}
	export interface AwayHeld {
	    sequence: string;
	    name: string;
	    product: string;
	    step: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	    reason: string;
	    first: number;
	    last: number;
	    count: number;
	    mine: number;
	    ask: RunningAsk;
	}
	export interface AwayMissed {
	    sequence: string;
	    name: string;
	    product: string;
	    running: boolean;
	    first: number;
	    last: number;
	    count: number;
	    mine: number;
	}
	export interface AwayOut {
	    held: AwayHeld[];
	    missed: AwayMissed[];
	    absence?: crm.Absence;
	    mine: number;
	}
	export interface BackupView {
	    path: string;
	    name: string;
	    kind: 'backup'|'migration'|'aside';
	    at: number;
	    size: number;
	    cards: number;
	    clients: number;
	    messages: number;
	    version: string;
	    locked: boolean;
	    key: boolean;
	    foreign: boolean;
	}
	export interface BackupsOut {
	    setting: crm.BackupSetting;
	    passphrase: boolean;
	    folder: string;
	    state: crm.BackupState;
	    next: number;
	    making: boolean;
	    restore?: crm.Phrase;
	    list: BackupView[];
	}
	export interface BoardCard {
	    id: string;
	    name: string;
	    status: string;
	    since: number;
	    owner: string;
	    contact: string;
	    tags: string[];
	    amount?: number;
	    next: number;
	    running: number;
	    revision: number;
	}
	export interface BoardIn {
	    product: string;
	    filter: string;
	    owner: string;
	    tag: string;
	    search: string;
	    amount: string;
	}
	export interface BoardPageIn {
	    board: BoardIn;
	    status: string;
	    after: string;
	    offset: number;
	    limit: number;
	}
	export interface BoardPageOut {
	    rows: BoardCard[];
	    next: string;
	}
	export interface BoardTotal {
	    status: string;
	    count: number;
	    sum: number;
	}
	export interface BoardTotalsOut {
	    columns: BoardTotal[];
	}
	export interface BulkAction {
	    kind: 'status'|'owner'|'tag'|'untag'|'field'|'start'|'stop'|'delete'|'restore';
	    status: string;
	    owner: string;
	    tags: string[];
	    field: string;
	    value: string | number | boolean | string[] | null;
	    sequence: string;
	    step: string;
	    anyway: boolean;
	}
	export interface BulkEffect {
	    sequence: string;
	    name: string;
	    starts: number;
	    ends: number;
	}
	export interface BulkSkip {
	    count: number;
	    why: crm.Phrase;
	}
	export interface CallIn {
	    id: string;
	}
	export interface CallRow {
	    call: crm.WebhookCall;
	    cardName: string;
	}
	export interface CallsIn {
	    webhook: string;
	    state: ''|'waiting'|'done'|'failed'|'held';
	    behind: string;
	    limit: number;
	}
	export interface CallsOut {
	    rows: CallRow[];
	    more: boolean;
	}
	export interface CardColumn {
	    key: string;
	    label: crm.Phrase;
	    type: 'name'|'status'|'user'|'contact'|'company'|'email'|'phone'|'tags'|'instant'|'date'|'text'|'longtext'|'number'|'money'|'datetime'|'yesno'|'choice'|'choices'|'link'|'file';
	    field: string;
	    sorts: boolean;
	    shown: boolean;
	    width: number;
	}
	export interface CardIDs {
	    ids: string[];
	}
	export interface CardIn {
	    id: string;
	}
	export interface CardLink {
	    id: string;
	    name: string;
	    made: boolean;
	}
	export interface CardName {
	    id: string;
	    name: string;
	}
	export interface ListCardsIn {
	    product: string;
	    filter: string;
	    status: string;
	    owner: string;
	    tag: string;
	    contact: string;
	    deleted: boolean;
	    search: string;
	    sort: string;
	    desc: boolean;
	    columns: string[];
	    after: string;
	    offset: number;
	    total: number;
	    limit: number;
	}
	export interface CardPick {
	    ids: string[];
	    list?: ListCardsIn;
	    except: string[];
	}
	export interface CardRef {
	    id: string;
	    name: string;
	    product: string;
	    status: string;
	}
	export interface CardRow {
	    id: string;
	    name: string;
	    status: string;
	    since: number;
	    owner: string;
	    tags: string[];
	    contactId: string;
	    contact: string;
	    company: string;
	    email: string;
	    phone: string;
	    created: number;
	    modified: number;
	    deleted: number;
	    revision: number;
	    next: number;
	    task: string;
	    fields: Record<string, string | number | boolean | string[]>;
	}
	export interface FileView {
	    file: crm.File;
	    who: string;
	    picture: boolean;
	}
	export interface StepRunView {
	    run: crm.StepRun;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	}
	export interface Passage {
	    enrolment: crm.Enrolment;
	    name: string;
	    runs: StepRunView[];
	}
	export interface ComingStep {
	    enrolment: string;
	    sequence: string;
	    name: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	    at: number;
	    pending: boolean;
	    state: 'waiting'|'sending'|'held'|'paused'|'expected';
	    reason: string;
	    shifts: crm.Phrase[];
	    message: string;
	}
	export interface CardView {
	    card: crm.Card;
	    contact?: crm.Contact;
	    company?: crm.Contact;
	    tasks: crm.Task[];
	    coming: ComingStep[];
	    passages: Passage[];
	    files: FileView[];
	    others: CardRef[];
	    steers: boolean;
	    required: string[];
	    maxFile: number;
	}
	export interface SequenceAnswer {
	    id: string;
	    scope: 'all'|'new';
	    midway: 'keep'|'shift'|'end';
	}
	export interface SaveFilterIn {
	    id: string;
	    revision: number;
	    product: string;
	    name: string;
	    folder: string;
	    tree: crm.Group;
	}
	export interface ChangeFilterIn {
	    save: SaveFilterIn;
	    sequences: SequenceAnswer[];
	}
	export interface ChangePasswordIn {
	    old: string;
	    password: string;
	}
	export interface TaskChange {
	    id: string;
	    done?: boolean;
	    due?: string | null;
	    clock?: string | null;
	    assignee?: string | null;
	}
	export interface ChangeTasksIn {
	    changes: TaskChange[];
	}
	export interface ChangeTasksOut {
	    changed: number;
	}
	export interface Changed {
	    changed: number;
	}
	export interface CheckImportIn {
	    import: string;
	    encoding: string;
	    delimiter: string;
	    sheet: string;
	    mapping: importer.Mapping;
	    existing: ''|'new'|'update'|'error';
	}
	export interface ImportChoices {
	    field: string;
	    names: string[];
	}
	export interface ImportEnrols {
	    sequence: string;
	    name: string;
	    count: number;
	}
	export interface ImportPreview {
	    line: number;
	    name: string;
	    status: string;
	    contact: string;
	    email: string;
	    phone: string;
	}
	export interface CheckImportOut {
	    problems: crm.Problem[];
	    good: number;
	    bad: number;
	    badRows: importer.BadRow[];
	    preview: ImportPreview[];
	    noted: number;
	    existing: number;
	    created: number;
	    updated: number;
	    same: number;
	    enrols: ImportEnrols[];
	    newStatuses: string[];
	    newFields: string[];
	    newChoices: ImportChoices[];
	    newTags: string[];
	    ambiguous: string[];
	}
	
	
	export interface CompareVersionsIn {
	    template: string;
	    from: string;
	    to: string;
	}
	export interface ComputerOut {
	    atLogin: boolean;
	    noLogin?: crm.Phrase;
	    tray: boolean;
	    computer: crm.Computer;
	    version: string;
	    update: crm.Update;
	    mayUpdate: boolean;
	}
	export interface ConsentLine {
	    change: crm.ConsentChange;
	    who: string;
	    typed: string;
	}
	export interface ContactCard {
	    id: string;
	    product: string;
	    name: string;
	    status: string;
	    owner: string;
	    person: string;
	    modified: number;
	}
	export interface ContactIn {
	    firstName: string;
	    lastName: string;
	    company: string;
	    emails: string[];
	    phones: string[];
	}
	export interface ContactKey {
	    id: string;
	}
	export interface ContactKeys {
	    ids: string[];
	}
	export interface ContactRow {
	    id: string;
	    kind: 'person'|'company';
	    name: string;
	    company: string;
	    companyName: string;
	    email: string;
	    emailConsent: ''|'active'|'unconfirmed'|'unsubscribed'|'bounced';
	    phone: string;
	    phoneConsent: ''|'active'|'unconfirmed'|'unsubscribed'|'bounced';
	    tags: string[];
	    persons: number;
	    cards: number;
	    created: number;
	    modified: number;
	}
	export interface SuppressedAddress {
	    address: string;
	    scope: 'all'|'marketing';
	    reason: 'unsubscribed'|'complaint'|'bounced'|'erased'|'manual';
	    since: number;
	    who: string;
	    proof: string;
	}
	export interface MessageRow {
	    message: crm.Message;
	    product: string;
	    cardName: string;
	    sequenceName: string;
	    position: number;
	    template: string;
	}
	export interface ContactView {
	    contact: crm.Contact;
	    company?: crm.Contact;
	    persons: ContactRow[];
	    personsAll: number;
	    cards: ContactCard[];
	    cardsAll: number;
	    messages: MessageRow[];
	    consents: ConsentLine[];
	    suppressed: SuppressedAddress[];
	    duplicates: number;
	}
	export interface CountCardsIn {
	    list: ListCardsIn;
	    most: number;
	}
	export interface CountCardsOut {
	    count: number;
	    more: boolean;
	}
	export interface CountFiltersIn {
	    ids: string[];
	}
	export interface CountRunningOut {
	    count: number;
	    mine: number;
	}
	export interface Counted {
	    count: number;
	}
	export interface MessageFilter {
	    state: ''|'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled';
	    reason: string;
	    channel: ''|'email'|'sms';
	    sequence: string;
	    card: string;
	    search: string;
	}
	export interface DecideAllIn {
	    view: MessageFilter;
	    decision: 'arrived'|'again'|'drop'|'release'|'discard'|'recall'|'now';
	    count: number;
	}
	export interface DecideMessagesIn {
	    ids: string[];
	    decision: 'arrived'|'again'|'drop'|'release'|'discard'|'recall'|'now';
	}
	export interface DecideMissedIn {
	    ids: string[];
	    sequence: string;
	    decision: 'start'|'ignore';
	    count: number;
	}
	export interface DecideStepsIn {
	    ids: string[];
	    decision: 'send'|'skip';
	}
	export interface DecideSubmissionsOut {
	    cards: CardLink[];
	    done: number;
	    already: number;
	}
	export interface DeleteCardsOut {
	    deleted: number;
	    ended: number;
	    undo: string;
	}
	export interface Use {
	    noun: 'sequence'|'filter'|'template'|'view'|'field'|'form'|'link'|'lead_box'|'inlet';
	    id: string;
	    name: string;
	    active: boolean;
	    product: string;
	}
	export interface DeleteFormOut {
	    name: string;
	    submissions: number;
	    waiting: number;
	    cards: number;
	    usedBy: Use[];
	}
	export interface DeleteSequenceOut {
	    ended: number;
	}
	export interface DiffWord {
	    text: string;
	    changed: boolean;
	}
	export interface DiffLine {
	    kind: 'same'|'added'|'removed';
	    words: DiffWord[];
	}
	
	export interface Done {
	    undo: string;
	}
	export interface Download {
	    name: string;
	    mime: string;
	    content: string;
	    savedTo: string;
	}
	export interface DuplicateGroup {
	    id: string;
	    why: ('email'|'phone'|'name')[];
	    contacts: ContactRow[];
	}
	export interface EditCardIn {
	    id: string;
	    revision: number;
	    part: string;
	    value: unknown;
	}
	export interface EditCardOut {
	    revision: number;
	    effects: crm.Phrase[];
	    noted: crm.Phrase[];
	    undo: string;
	}
	export interface EditSandboxCardIn {
	    id: string;
	    card: string;
	    part: string;
	    value: unknown;
	}
	export interface EndSignInIn {
	    id: string;
	}
	export interface EndSignInsIn {
	    user: string;
	}
	export interface EngineStatus {
	    testMode: boolean;
	    now: number;
	    next: number;
	    activeSequences: number;
	    queued: number;
	    held: number;
	    heldSteps: number;
	    surge: boolean;
	    missed: number;
	    uncertain: number;
	    failed: number;
	    openTasks: number;
	    stoppedAccounts: AccountView[];
	    notices: crm.Phrase[];
	    trouble?: crm.Phrase;
	}
	export interface EnrolmentIn {
	    id: string;
	}
	export interface EraseIn {
	    contact: string;
	    name: string;
	}
	export interface EraseView {
	    name: string;
	    cards: number;
	    cardNames: string[];
	    tasks: number;
	    notes: number;
	    files: number;
	    messages: number;
	    enrolments: number;
	    history: number;
	    addresses: number;
	    kept: crm.Address[];
	    uploads: number;
	    copies: string[];
	    named: Use[];
	}
	export interface ExplainIn {
	    filter: string;
	    card: string;
	}
	export interface ExplainOut {
	    card: string;
	    filter: string;
	    answer: crm.Phrase;
	    turn: crm.Phrase;
	    why: filter.Why;
	}
	export interface ExplainTreeIn {
	    card: string;
	    name: string;
	    tree: crm.Group;
	}
	export interface ExportCardsIn {
	    product: string;
	    pick: CardPick;
	    columns: string[];
	    format: 'csv'|'xlsx';
	}
	export interface ExportColumn {
	    key: string;
	    name: string;
	}
	export interface ListContactsIn {
	    kind: ''|'person'|'company';
	    company: string;
	    tags: string[];
	    search: string;
	    sort: 'name'|'created'|'modified';
	    desc: boolean;
	    after: string;
	    limit: number;
	}
	export interface ExportContactsIn {
	    ids: string[];
	    list?: ListContactsIn;
	    format: 'csv'|'xlsx';
	}
	export interface ExportForecastIn {
	    job: string;
	    scope: 'all'|'new'|'now';
	}
	export interface ExportOut {
	    job: JobView;
	    file?: Download;
	}
	export interface FateCount {
	    fate: 'goes_on'|'at_once'|'too_late'|'held'|'paused'|'leaves'|'ends'|'completed';
	    count: number;
	}
	export interface FieldChange {
	    what: crm.Phrase;
	    from: crm.Phrase;
	    to: crm.Phrase;
	}
	export interface FieldNeed {
	    field: string;
	    statuses: string[];
	}
	export interface FileIn {
	    id: string;
	}
	
	export interface SequenceChange {
	    id: string;
	    name: string;
	    live: number;
	    ends: number;
	    starts: number;
	    startsAfterEnd: number;
	    problems: crm.Problem[];
	}
	export interface FilterChange {
	    problems: crm.Problem[];
	    enter: number;
	    leave: number;
	    entering: CardRow[];
	    leaving: CardRow[];
	    sequences: SequenceChange[];
	}
	export interface FilterCount {
	    id: string;
	    matches: number;
	}
	export interface FilterIn {
	    id: string;
	}
	export interface FilterRow {
	    filter: crm.Filter;
	    sentence: crm.Phrase;
	    matches: number;
	    usedBy: Use[];
	    readOnly: boolean;
	}
	
	
	export interface Holiday {
	    day: string;
	    name: string;
	}
	export interface ForecastOut {
	    job: JobView;
	    sequence: string;
	    name: string;
	    active: boolean;
	    from: number;
	    until: number;
	    currency: string;
	    holidays: Holiday[];
	    scopes: crm.ForecastScope[];
	}
	export interface ForecastRows {
	    total: number;
	    rows: crm.ForecastRow[];
	}
	export interface ForecastText {
	    subject: string;
	    html: string;
	    text: string;
	}
	export interface ForecastTextIn {
	    job: string;
	    scope: 'all'|'new'|'now';
	    index: number;
	}
	export interface ForeseeStartIn {
	    sequence: string;
	    card: string;
	}
	export interface ForeseeStartOut {
	    matches: boolean;
	    live: boolean;
	    steps: ComingStep[];
	}
	export interface FormDayRow {
	    day: string;
	    seen: number;
	    sent: number;
	    quarantined: number;
	    cards: number;
	}
	export interface FormSource {
	    source: string;
	    group: 'contact'|'card'|'field';
	    label: crm.Phrase;
	    type: 'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'tags';
	    choices: string[];
	    currency: string;
	    hidden: boolean;
	}
	export interface FormRow {
	    form: crm.Form;
	    address: string;
	    counts: crm.FormCounts;
	    waiting: number;
	    by: string;
	    usedBy: Use[];
	}
	export interface FormOut {
	    row: FormRow;
	    sources: FormSource[];
	    notes: crm.Phrase[];
	}
	export interface FormRef {
	    id: string;
	}
	
	export interface FormSnippetIn {
	    id: string;
	    language: string;
	}
	export interface FormSnippetOut {
	    address: string;
	    frame: string;
	    plain: string;
	    notes: crm.Phrase[];
	}
	
	export interface FormStatisticsIn {
	    id: string;
	    days: number;
	}
	export interface FormStatisticsOut {
	    total: crm.FormCounts;
	    days: FormDayRow[];
	    waiting: number;
	    notes: crm.Phrase[];
	}
	export interface GatewayProfile {
	    id: string;
	    name: string;
	    secret: 'key'|'pair';
	    host: boolean;
	    idempotency: number;
	    lookup: boolean;
	    ambiguous: boolean;
	    settings: crm.GatewaySettings;
	}
	export interface GetFormIn {
	    id: string;
	    product: string;
	}
	export interface GuessMailServerIn {
	    email: string;
	}
	export interface HandOverIn {
	    user: string;
	    cards: string;
	    tasks: string;
	    sequences: string;
	    deactivate: boolean;
	}
	export interface HandOverView {
	    cards: number;
	    openCards: number;
	    tasks: number;
	    sequences: Use[];
	    filters: Use[];
	    lastAdmin: boolean;
	}
	export interface HeldStep {
	    enrolment: string;
	    card: string;
	    product: string;
	    cardName: string;
	    sequence: string;
	    name: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	    planned: number;
	    reason: string;
	}
	export interface StepHits {
	    step: string;
	    position: number;
	    template: string;
	    counts: crm.HitCounts;
	}
	export interface HitsOut {
	    opens: boolean;
	    clicks: boolean;
	    public: boolean;
	    steps: StepHits[];
	}
	
	export interface ImportCheck {
	    job: JobView;
	    check?: CheckImportOut;
	}
	
	
	export interface ImportIn {
	    import: string;
	}
	
	export interface ImportView {
	    id: string;
	    product: string;
	    name: string;
	    state: 'applying'|'undoing'|'done'|'cancelled'|'undone';
	    interrupted: boolean;
	    user: string;
	    at: number;
	    ended: number;
	    done: number;
	    total: number;
	    created: number;
	    updated: number;
	    rejected: number;
	    undo: string;
	}
	export interface InletCallView {
	    call: crm.InletCall;
	    cardName: string;
	    places: intake.Place[];
	}
	export interface InletIn {
	    id: string;
	}
	export interface InletOut {
	    inlet: crm.Inlet;
	    calls: InletCallView[];
	}
	export interface InletView {
	    inlet: crm.Inlet;
	    product: string;
	    failed: boolean;
	}
	export interface InviteOut {
	    path: string;
	    until: number;
	}
	export interface JobIn {
	    id: string;
	}
	
	export interface KeepSandboxIn {
	    id: string;
	    name: string;
	}
	export interface KeyPlaceOut {
	    kind: 'none'|'file'|'keyring';
	    say: crm.Phrase;
	}
	export interface LabelFound {
	    label: string;
	    value: string;
	    key: string;
	}
	export interface LeadBoxIn {
	    id: string;
	}
	export interface LeadMailView {
	    mail: crm.LeadMail;
	    cardName: string;
	}
	export interface LeadBoxOut {
	    box: crm.LeadBox;
	    mails: LeadMailView[];
	}
	export interface LeadBoxView {
	    box: crm.LeadBox;
	    product: string;
	    failed: number;
	}
	export interface LeadMailIn {
	    id: string;
	}
	
	export interface LeadValue {
	    key: string;
	    text: string;
	    why?: crm.Phrase;
	}
	export interface LeaveIn {
	    to: 'keep'|'quit';
	    remember: boolean;
	}
	export interface LeavingOut {
	    tray: boolean;
	    automations: number;
	    today: number;
	}
	export interface LiftSuppressionIn {
	    id: string;
	    note: string;
	}
	export interface LinkIn {
	    id: string;
	}
	export interface LinkRow {
	    link: crm.Link;
	    says: crm.Phrase[];
	    usedBy: Use[];
	    counts: crm.HitCounts;
	}
	
	export interface ListCardsOut {
	    rows: CardRow[];
	    next: string;
	    capped: boolean;
	}
	export interface ListChangesIn {
	    user: string;
	    noun: string;
	    before: string;
	}
	export interface ListChangesOut {
	    rows: crm.Change[];
	    more: boolean;
	}
	
	export interface ListContactsOut {
	    rows: ContactRow[];
	    next: string;
	}
	export interface ListDuplicatesIn {
	    after: string;
	    limit: number;
	}
	export interface ListDuplicatesOut {
	    groups: DuplicateGroup[];
	    total: number;
	    next: string;
	    found: number;
	}
	export interface ListForecastRowsIn {
	    job: string;
	    scope: 'all'|'new'|'now';
	    day: string;
	    position: number;
	    kind: string;
	    outcome: ''|'done'|'skipped'|'held'|'left'|'completed'|'stopped';
	    reason: string;
	    sequence: string;
	    card: string;
	    q: string;
	    offset: number;
	    limit: number;
	}
	export interface ListFormsIn {
	    product: string;
	}
	export interface ListFormsOut {
	    rows: FormRow[];
	    waiting: number;
	    public: string;
	}
	export interface ListImportsIn {
	    product: string;
	}
	export interface ListLinksOut {
	    links: LinkRow[];
	    public: boolean;
	}
	export interface ListMessagesIn {
	    state: ''|'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled';
	    reason: string;
	    channel: ''|'email'|'sms';
	    sequence: string;
	    card: string;
	    search: string;
	    after: string;
	    limit: number;
	}
	export interface StateCount {
	    state: string;
	    count: number;
	}
	export interface ListMessagesOut {
	    rows: MessageRow[];
	    next: string;
	    total: number;
	    counts: StateCount[];
	    reasons: store.ReasonCount[];
	}
	export interface ListMissedIn {
	    sequence: string;
	    after: string;
	    limit: number;
	}
	export interface MissedRow {
	    missed: crm.Missed;
	    name: string;
	    cardName: string;
	    product: string;
	    mine: boolean;
	}
	export interface ListMissedOut {
	    rows: MissedRow[];
	    next: string;
	}
	export interface ListRunningIn {
	    ask: RunningAsk;
	    after: string;
	    offset: number;
	    limit: number;
	}
	export interface RunningRow {
	    id: string;
	    enrolment: string;
	    sequence: string;
	    name: string;
	    card: string;
	    cardName: string;
	    product: string;
	    owner: string;
	    ownerName: string;
	    round: number;
	    state: 'waiting'|'sending'|'held'|'paused'|'completed'|'left'|'stopped'|'done'|'skipped'|'failed';
	    reason: string;
	    byHand: boolean;
	    pending: boolean;
	    pausedBy: boolean;
	    step: string;
	    position: number;
	    kind: ''|'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	    at: number;
	    planned: number;
	    entered: number;
	    mine: boolean;
	    outcome: ''|'done'|'skipped'|'failed';
	}
	export interface ListRunningOut {
	    rows: RunningRow[];
	    next: string;
	}
	export interface ListSandboxRowsIn {
	    id: string;
	    day: string;
	    position: number;
	    kind: string;
	    outcome: ''|'done'|'skipped'|'held'|'left'|'completed'|'stopped';
	    reason: string;
	    sequence: string;
	    card: string;
	    q: string;
	    offset: number;
	    limit: number;
	}
	export interface ListSubmissionsIn {
	    form: string;
	    state: ''|'accepted'|'waiting'|'quarantined'|'refused'|'discarded';
	    before: string;
	    limit: number;
	}
	export interface SubmissionAnswer {
	    source: string;
	    label: crm.Phrase;
	    text: string;
	    hidden: boolean;
	}
	export interface SubmissionRow {
	    submission: crm.Submission;
	    formName: string;
	    title: string;
	    answers: SubmissionAnswer[];
	    why: crm.Phrase;
	    cardName: string;
	    who: string;
	}
	export interface ListSubmissionsOut {
	    rows: SubmissionRow[];
	    total: number;
	    waiting: number;
	}
	export interface ListSuppressionsIn {
	    search: string;
	    channel: ''|'email'|'sms';
	    reason: ''|'unsubscribed'|'complaint'|'bounced'|'erased'|'manual';
	    after: string;
	    limit: number;
	}
	export interface SuppressionRow {
	    entry: crm.Suppression;
	    who: string;
	}
	export interface ListSuppressionsOut {
	    rows: SuppressionRow[];
	    total: number;
	}
	export interface ListTasksIn {
	    assignee: string;
	    done: boolean;
	    group: ''|'overdue'|'today'|'tomorrow'|'week'|'later'|'undated';
	    after: string;
	    limit: number;
	}
	export interface ListTodayStepsIn {
	    kind: ''|'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    from: number;
	    to: number;
	    coming: boolean;
	}
	export interface TokenCapable {
	    scope: string;
	    say: crm.Phrase;
	    with: string;
	}
	export interface ListTokensOut {
	    rows: TokenView[];
	    scopes: TokenCapable[];
	}
	export interface ListVersionsIn {
	    template: string;
	    before: number;
	}
	export interface Lost {
	    card: string;
	    name: string;
	    value: crm.Phrase;
	}
	export interface MailboxIn {
	    id: string;
	}
	export interface MakeBackupIn {
	    folder: string;
	    passphrase: string;
	    key: boolean;
	}
	export interface MergeOption {
	    contact: string;
	    value: string;
	    shown: string;
	}
	export interface MergeConflict {
	    what: 'name'|'company'|'website'|'postal'|'email'|'phone';
	    options: MergeOption[];
	    chosen: number;
	}
	export interface MergeIn {
	    keep: string;
	    others: string[];
	    name: string;
	    company: string;
	    website: string;
	    postal: string;
	    email: string;
	    phone: string;
	}
	
	export interface MergeOut {
	    contact: string;
	    undo: string;
	}
	export interface MergeSample {
	    path: string;
	    text: string;
	}
	export interface MergeSamples {
	    cardName: string;
	    values: MergeSample[];
	}
	export interface MergeSamplesIn {
	    product: string;
	    card: string;
	}
	export interface MergeView {
	    result: crm.Contact;
	    companyName: string;
	    contacts: ContactRow[];
	    conflicts: MergeConflict[];
	    stricter: crm.Address[];
	    added: crm.Address[];
	    cards: number;
	    tasks: number;
	    messages: number;
	    persons: number;
	}
	
	export interface MessageIn {
	    id: string;
	}
	
	export interface StoryLine {
	    at: number;
	    kind: 'queued'|'attempt'|'history'|'next';
	    say: crm.Phrase;
	    words: string;
	    who: string;
	}
	export interface MessageView {
	    row: MessageRow;
	    rendered: crm.Rendered;
	    say: crm.Phrase;
	    story: StoryLine[];
	    account: string;
	}
	export interface MidwayCard {
	    card: CardName;
	    fate: 'goes_on'|'at_once'|'too_late'|'held'|'paused'|'leaves'|'ends'|'completed';
	    position: number;
	    before: number;
	    after: number;
	}
	
	export interface MissingField {
	    path: string;
	    name: string;
	    type: string;
	}
	export interface MoveCardIn {
	    id: string;
	    revision: number;
	    status: string;
	    fields: Record<string, unknown>;
	    amount: string;
	}
	export interface MoveCardOut {
	    card: BoardCard;
	    effects: crm.Phrase[];
	    undo: string;
	}
	export interface MoveFiltersIn {
	    ids: string[];
	    folder: string;
	}
	export interface MoveSequenceIn {
	    id: string;
	    folder: string;
	}
	export interface MoveTemplatesIn {
	    ids: string[];
	    folder: string;
	}
	export interface Moved {
	    count: number;
	}
	export interface MovedIn {
	    answer: 'moved'|'copied';
	}
	export interface NoteIn {
	    id: string;
	}
	export interface NoteView {
	    note: crm.Note;
	    who: string;
	    mayEdit: boolean;
	}
	export interface OnCardOut {
	    card: CardView;
	    undo: string;
	}
	export interface SaveSequenceIn {
	    id: string;
	    revision: number;
	    product: string;
	    name: string;
	    description: string;
	    folder: string;
	    filter: string;
	    reentry: 'once'|'each'|'after_days'|'each_date';
	    reentryDays: number;
	    reentryDate: string;
	    runToEnd: boolean;
	    stopOnReply: boolean;
	    fallback: string;
	    steps: crm.Step[];
	}
	export interface OpenSandboxIn {
	    id: string;
	    draft?: SaveSequenceIn;
	    scope: 'all'|'new'|'now';
	    cards: string[];
	}
	export interface OrderAccountsIn {
	    channel: 'email'|'sms';
	    accounts: string[];
	}
	export interface OrderProductsIn {
	    products: string[];
	}
	export interface PackIn {
	    product: string;
	    content: string;
	    mine: string[];
	}
	export interface PackPart {
	    key: string;
	    noun: 'status'|'field'|'tag'|'link'|'form'|'filter'|'template'|'folder'|'sequence';
	    kind: string;
	    name: string;
	    as: string;
	    state: 'there'|'more'|'new'|'differs';
	    added: string[];
	    mine: boolean;
	    may: boolean;
	    why: crm.Phrase[];
	}
	export interface PackText {
	    template: string;
	    kind: 'email'|'sms'|'task'|'pdf';
	    subject: string;
	    text: string;
	    parts: number;
	}
	export interface StepCheck {
	    say: crm.Phrase;
	    day: number;
	    next: number;
	    shifts: crm.Phrase[];
	    warnings: crm.Phrase[];
	    missing: crm.Phrase[];
	    onlyIf?: crm.Phrase;
	}
	export interface PackStep {
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    check: StepCheck;
	    texts: PackText[];
	}
	export interface PackSequence {
	    id: string;
	    name: string;
	    description: string;
	    filterName: string;
	    sentence: crm.Phrase;
	    steps: PackStep[];
	}
	
	
	export interface PackView {
	    problems: crm.Problem[];
	    parts: PackPart[];
	    notes: crm.Phrase[];
	    sequences: PackSequence[];
	}
	export interface PartDifference {
	    part: crm.Phrase;
	    lines: DiffLine[];
	}
	export interface PartsCount {
	    parts: number;
	    cards: number;
	}
	
	export interface PasswordIn {
	    password: string;
	}
	export interface PasteIn {
	    product: string;
	    text: string;
	}
	export interface PasteOut {
	    text: string;
	    converted: number;
	}
	export interface PathIn {
	    path: string;
	}
	export interface PictureOut {
	    mime: string;
	    content: string;
	}
	export interface PinNoteIn {
	    id: string;
	    pinned: boolean;
	}
	export interface SMSWorst {
	    parts: PartsCount[];
	    several: number;
	    held: number;
	    maxParts: number;
	    longest?: CardName;
	    most: number;
	    units: number;
	    total: number;
	    price: number;
	    currency: string;
	    plain: number;
	}
	export interface PreflightFinding {
	    path: string;
	    pdf: string;
	    say: crm.Phrase;
	    count: number;
	    cards: CardName[];
	}
	export interface Preflight {
	    cards: number;
	    ready: number;
	    findings: PreflightFinding[];
	    sms?: SMSWorst;
	}
	export interface PreflightActivationIn {
	    id: string;
	    job: string;
	    scope: ''|'all'|'new';
	}
	export interface PreflightActivationOut {
	    findings: ActivationFinding[];
	    foreseen: boolean;
	}
	export interface PreflightCardsIn {
	    id: string;
	    finding: number;
	    after: number;
	}
	export interface PreflightCardsOut {
	    cards: CardName[];
	    after: number;
	}
	
	export interface PreflightIn {
	    product: string;
	    kind: 'email'|'sms'|'task'|'pdf';
	    content: crm.Content;
	    filter: string;
	    tree?: crm.Group;
	}
	export interface PreflightOut {
	    job: JobView;
	    result?: Preflight;
	}
	export interface PreviewBulkIn {
	    pick: CardPick;
	    action: BulkAction;
	}
	export interface PreviewBulkOut {
	    count: number;
	    changes: number;
	    skipped: BulkSkip[];
	    effects: BulkEffect[];
	    tried: number;
	}
	export interface PreviewFilterChangeIn {
	    filter: string;
	    tree: crm.Group;
	}
	export interface PreviewFilterIn {
	    product: string;
	    tree: crm.Group;
	    after: string;
	}
	export interface PreviewFilterOut {
	    problems: crm.Problem[];
	    sentence: crm.Phrase;
	    each: filter.Placed[];
	    total: number;
	    rows: CardRow[];
	    next: string;
	    advice: filter.Advice[];
	}
	export interface PreviewFormIn {
	    form: crm.Form;
	    language: string;
	}
	export interface PreviewFormOut {
	    html: string;
	    problems: crm.Problem[];
	}
	export interface PreviewPDFIn {
	    product: string;
	    content: crm.Content;
	    card: string;
	    move: number;
	}
	export interface PreviewPDFOut {
	    problems: crm.Problem[];
	    card: string;
	    cardName: string;
	    missing: string[];
	    warnings: crm.Phrase[];
	    name: string;
	    content: string;
	    pages: number;
	}
	export interface PreviewRepeatIn {
	    due: string;
	    rule: crm.Recurrence;
	}
	export interface RepeatDay {
	    day: string;
	}
	export interface PreviewRepeatOut {
	    say: crm.Phrase;
	    days: RepeatDay[];
	    ended: boolean;
	    bad: crm.Problem[];
	}
	export interface PreviewTemplateIn {
	    product: string;
	    kind: 'email'|'sms'|'task'|'pdf';
	    content: crm.Content;
	    card: string;
	    move: number;
	}
	export interface SMSMeter {
	    measure: sms.Measurement;
	    limit: number;
	    price: number;
	    currency: string;
	    plain: string;
	    plainParts: number;
	    replaced: sms.Replacement[];
	    maxParts: number;
	}
	export interface PreviewTemplateOut {
	    problems: crm.Problem[];
	    card: string;
	    cardName: string;
	    to: string;
	    rendered: crm.Rendered;
	    missing: string[];
	    warnings: crm.Phrase[];
	    sms?: SMSMeter;
	}
	export interface ProductIn {
	    product: string;
	}
	export interface ProductView {
	    product: crm.Product;
	    statuses: crm.Status[];
	    fields: crm.Field[];
	    needs: FieldNeed[];
	    cards: number;
	}
	export interface ProductsOut {
	    products: ProductView[];
	}
	export interface PublicSideOut {
	    side: crm.PublicSide;
	    base: string;
	    state: crm.PublicState;
	    missing: crm.Phrase[];
	}
	export interface ReachableIn {
	    hosts: string[];
	}
	export interface ReactivationStep {
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    cards: number;
	    beforeFirst: number;
	    beforeLast: number;
	    afterFirst: number;
	    afterLast: number;
	}
	export interface ReactivationChoice {
	    midway: 'keep'|'shift'|'end';
	    fates: FateCount[];
	    steps: ReactivationStep[];
	    starts: number;
	    new: ClientDay;
	    all: ClientDay;
	    cards: MidwayCard[];
	}
	export interface ReactivationOut {
	    job: JobView;
	    paused: number;
	    cards: number;
	    edits: crm.Phrase[];
	    choices: ReactivationChoice[];
	}
	
	export interface ReadImportIn {
	    product: string;
	    import: string;
	    name: string;
	    content: string;
	    size: number;
	    more: boolean;
	    encoding: string;
	    delimiter: string;
	    sheet: string;
	}
	export interface ReadImportOut {
	    import: string;
	    name: string;
	    source: ''|'google'|'outlook'|'hubspot'|'pipedrive'|'minicrm';
	    format: 'csv'|'xlsx';
	    encoding: string;
	    encodings: string[];
	    delimiter: string;
	    sheet: string;
	    sheets: string[];
	    headers: string[];
	    rows: string[][];
	    total: number;
	    mapping: importer.Mapping;
	    remembered: boolean;
	    ambiguous: string[];
	    doubts: crm.Phrase[];
	    before: number;
	}
	export interface RecipeCopy {
	    id: string;
	    name: string;
	}
	export interface RecipeStep {
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    when: crm.Phrase;
	}
	export interface RecipeCard {
	    id: string;
	    category: string;
	    name: string;
	    summary: string;
	    note: string;
	    steps: RecipeStep[];
	    more: number;
	    fields: string[];
	    needs: crm.Phrase[];
	    copies: RecipeCopy[];
	}
	
	export interface RecipeIn {
	    product: string;
	    recipe: string;
	    language: ''|'en'|'ro'|'hu';
	    mine: string[];
	}
	export interface RecipeOut {
	    recipe: RecipeCard;
	    language: 'en'|'ro'|'hu';
	    pack: PackView;
	}
	
	export interface RecipesIn {
	    product: string;
	    language: ''|'en'|'ro'|'hu';
	}
	export interface RecipesOut {
	    language: 'en'|'ro'|'hu';
	    categories: string[];
	    recipes: RecipeCard[];
	}
	export interface RecoveryOut {
	    codes: string[];
	}
	export interface TaskRow {
	    task: crm.Task;
	    product: string;
	    cardName: string;
	    sequence: string;
	    group: 'overdue'|'today'|'tomorrow'|'week'|'later'|'undated';
	    overdue: boolean;
	    rule?: crm.Recurrence;
	    repeats?: crm.Phrase;
	}
	export interface ReminderRow {
	    row: TaskRow;
	    at: number;
	    late: boolean;
	}
	export interface ReminderList {
	    rows: ReminderRow[];
	    setting: crm.ReminderSetting;
	    more: boolean;
	}
	
	export interface RemoveChoiceIn {
	    product: string;
	    field: string;
	    choice: string;
	    to: string;
	    cards: number;
	}
	export interface RemoveFieldIn {
	    product: string;
	    field: string;
	    cards: number;
	}
	export interface RemoveFieldOut {
	    product: ProductView;
	    undo: string;
	}
	export interface RemoveStatusIn {
	    status: string;
	    product: string;
	    to: string;
	    cards: number;
	}
	export interface RenameFilterFolderIn {
	    product: string;
	    from: string;
	    to: string;
	}
	export interface RenameTemplateFolderIn {
	    product: string;
	    from: string;
	    to: string;
	}
	
	export interface ReportRate {
	    reached: number;
	    of: number;
	    open: number;
	    unknown: number;
	    rate: number;
	    low: number;
	    high: number;
	}
	export interface ReportAB {
	    a: ReportRate;
	    b: ReportRate;
	    verdict: 'too_few'|'no_difference'|'first_better'|'second_better';
	    say: crm.Phrase;
	    advice: crm.Phrase;
	    low: number;
	    high: number;
	    p: number;
	    needed: number;
	}
	export interface ReportIn {
	    id: string;
	    days: number;
	}
	export interface ReportLetter {
	    letter: 'A'|'B';
	    done: number;
	    skipped: number;
	    failed: number;
	    goal?: ReportRate;
	}
	
	export interface ReportReason {
	    outcome: 'skipped'|'failed'|'held';
	    reason: string;
	    count: number;
	}
	export interface ReportStep {
	    step: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    title: string;
	    done: number;
	    skipped: number;
	    failed: number;
	    sends: boolean;
	    sent: number;
	    delivered: number;
	    refused: number;
	    uncertain: number;
	    waiting: number;
	    held: number;
	    reasons: ReportReason[];
	    letters: ReportLetter[];
	    goal?: ReportRate;
	}
	export interface ReportWeek {
	    monday: string;
	    done: number;
	    skipped: number;
	    failed: number;
	}
	export interface ResendCallsIn {
	    webhook: string;
	    ids: string[];
	}
	export interface ResentOut {
	    count: number;
	}
	export interface RestoreIn {
	    path: string;
	    passphrase: string;
	    key: boolean;
	}
	export interface RestorePreview {
	    backup: BackupView;
	    lost: store.Lost;
	}
	export interface ResumeIn {
	    reason: 'restored'|'moved'|'clock_back'|'clock_ahead'|'damaged';
	}
	export interface RunSequenceTestsIn {
	    id: string;
	    draft?: SaveSequenceIn;
	}
	export interface RunningPick {
	    ids: string[];
	    all?: RunningAsk;
	    except: string[];
	}
	export interface RunningActIn {
	    pick: RunningPick;
	    action: 'skip'|'pause'|'resume'|'stop'|'send';
	    count: number;
	}
	export interface RunningActOut {
	    count: number;
	    changes: number;
	    skipped: BulkSkip[];
	}
	
	export interface RunningPart {
	    step: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    count: number;
	}
	export interface RunningDay {
	    day: string;
	    from: number;
	    to: number;
	    count: number;
	    steps: RunningPart[];
	}
	export interface RunningReason {
	    state: 'held'|'skipped'|'failed'|'left'|'stopped';
	    reason: string;
	    step: string;
	    position: number;
	    count: number;
	}
	export interface RunningStep {
	    id: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	    disabled: boolean;
	    gone: boolean;
	    waiting: number;
	    sending: number;
	    held: number;
	    paused: number;
	    here: number;
	    uncertain: number;
	    done: number;
	    skipped: number;
	    failed: number;
	    ended: number;
	    next: number;
	    start: number;
	}
	export interface RunningOut {
	    sequence: string;
	    product: string;
	    name: string;
	    state: 'inactive'|'activating'|'active';
	    entered: number;
	    live: number;
	    waiting: number;
	    sending: number;
	    held: number;
	    paused: number;
	    uncertain: number;
	    completed: number;
	    left: number;
	    stopped: number;
	    steps: RunningStep[];
	    days: RunningDay[];
	    reasons: RunningReason[];
	}
	
	
	
	
	
	
	
	export interface SandboxIn {
	    id: string;
	}
	export interface SandboxTextIn {
	    id: string;
	    index: number;
	}
	export interface SandboxView {
	    id: string;
	    sequence: string;
	    name: string;
	    start: number;
	    now: number;
	    next: number;
	    cards: crm.SandboxCard[];
	    rows: number;
	    currency: string;
	}
	export interface SaveAccountIn {
	    id: string;
	    kind: 'smtp'|'gateway'|'twilio'|'vonage'|'android'|'smpp'|'gammu';
	    name: string;
	    owner: string;
	    perMinute: number;
	    perDay: number;
	    smtp?: crm.SMTPSettings;
	    gateway?: crm.GatewaySettings;
	    twilio?: crm.TwilioSettings;
	    vonage?: crm.VonageSettings;
	    android?: crm.AndroidSettings;
	    smpp?: crm.SMPPSettings;
	    gammu?: crm.GammuSettings;
	    sms?: crm.SMSSettings;
	    secret?: string | null;
	    hooked?: string | null;
	}
	export interface SaveBackupsIn {
	    setting: crm.BackupSetting;
	    passphrase: string;
	}
	export interface SaveCardIn {
	    id: string;
	    revision: number;
	    product: string;
	    name: string;
	    status: string;
	    owner: string;
	    fields: Record<string, string | number | boolean | string[] | null>;
	    tags?: string[] | null;
	    contact: ContactIn;
	}
	export interface SaveCardOut {
	    card: CardView;
	    effects: crm.Phrase[];
	    noted: crm.Phrase[];
	    undo: string;
	}
	export interface SaveComputerIn {
	    atLogin: boolean;
	    computer: crm.Computer;
	}
	export interface SaveContactIn {
	    id: string;
	    revision: number;
	    kind: 'person'|'company';
	    company: string;
	    companyName: string;
	    firstName: string;
	    lastName: string;
	    name: string;
	    website: string;
	    postal: string;
	    note: string;
	    tags: string[];
	    addresses: AddressIn[];
	}
	export interface SaveContactOut {
	    contact: ContactView;
	    noted: crm.Phrase[];
	    undo: string;
	}
	export interface SaveFieldsIn {
	    product: string;
	    fields: crm.Field[];
	}
	
	export interface SaveInletIn {
	    id: string;
	    name: string;
	    active: boolean;
	    route: crm.LeadRoute;
	    maps: crm.InletMap[];
	}
	export interface SaveInletOut {
	    inlet: crm.Inlet;
	    path: string;
	    url: string;
	}
	export interface SaveLeadBoxIn {
	    id: string;
	    name: string;
	    active: boolean;
	    account: string;
	    settings: crm.MailboxSettings;
	    secret?: string | null;
	    route: crm.LeadRoute;
	    rules: crm.LeadRules;
	}
	export interface SaveLinkIn {
	    id: string;
	    product: string;
	    name: string;
	    slug: string;
	    label: string;
	    kind: 'change'|'open';
	    change?: crm.CardChange;
	    question: string;
	    thanks: string;
	    target: string;
	    days: number;
	}
	export interface SaveMailboxIn {
	    id: string;
	    account: string;
	    settings: crm.MailboxSettings;
	    secret?: string | null;
	}
	export interface SaveNoteIn {
	    id: string;
	    card: string;
	    text: string;
	}
	export interface SavePublicSideIn {
	    side: crm.PublicSide;
	    base: string;
	}
	
	export interface SaveSeriesIn {
	    task: crm.Task;
	    rule: crm.Recurrence;
	}
	export interface SaveStatusesIn {
	    product: string;
	    statuses: crm.Status[];
	}
	export interface SaveTagIn {
	    id: string;
	    name: string;
	    color: string;
	}
	export interface SaveTemplateIn {
	    id: string;
	    product: string;
	    kind: 'email'|'sms'|'task'|'pdf';
	    name: string;
	    folder: string;
	    content: crm.Content;
	}
	export interface SaveWebhookIn {
	    id: string;
	    name: string;
	    url: string;
	    product: string;
	    events: string[];
	    values: boolean;
	    active: boolean;
	    renew: boolean;
	}
	export interface SaveWorkspaceIn {
	    name: string;
	    country: string;
	    zone: string;
	    language: string;
	    maxParts: number;
	    internal: boolean;
	    campaigns: boolean;
	    pdf: boolean;
	    webhooks: boolean;
	    recall: number;
	    capDay: number;
	    capWeek: number;
	    address: string;
	    phone: string;
	    email: string;
	    website: string;
	    reviewLink: string;
	    link: string;
	}
	export interface SearchAllIn {
	    text: string;
	    limit: number;
	    product?: string;
	}
	export interface SearchHit {
	    id: string;
	    title: string;
	    below: string;
	    product: string;
	    card: string;
	}
	export interface SearchGroup {
	    noun: 'card'|'contact'|'task'|'template'|'filter'|'sequence';
	    hits: SearchHit[];
	    more: boolean;
	}
	export interface SearchAllOut {
	    groups: SearchGroup[];
	}
	
	
	export interface SecondStepIn {
	    secret: string;
	    code: string;
	}
	export interface SecondStepOut {
	    secret: string;
	    picture: string;
	}
	export interface TaskIn {
	    id: string;
	}
	export interface SeeRemindersIn {
	    tasks: TaskIn[];
	    until: ''|'m10'|'h1'|'tomorrow';
	}
	export interface SendTestTemplateIn {
	    product: string;
	    kind: 'email'|'sms';
	    content: crm.Content;
	    card: string;
	    to: string;
	}
	export interface SendTestTemplateOut {
	    ok: boolean;
	    to: string;
	    say: crm.Phrase;
	    words: string;
	}
	
	
	export interface SequenceCheck {
	    problems: crm.Problem[];
	    steps: StepCheck[];
	}
	export interface SequenceGoal {
	    status: string;
	    days: number;
	    name: string;
	    known: number;
	}
	export interface SequenceIn {
	    id: string;
	}
	export interface SequenceReport {
	    sequence: string;
	    name: string;
	    from: number;
	    until: number;
	    entered: number;
	    completed: number;
	    left: number;
	    stopped: number;
	    steps: ReportStep[];
	    weeks: ReportWeek[];
	    goal?: SequenceGoal;
	    ab?: ReportAB;
	    letters: boolean;
	}
	export interface SequenceRow {
	    sequence: crm.Sequence;
	    filter: string;
	    cards: number;
	    live: number;
	    running: boolean;
	    next: number;
	    by: string;
	    waiting: number;
	}
	export interface SequenceTestIn {
	    id: string;
	}
	export interface SequenceTestResult {
	    test: crm.SequenceTest;
	    passed: boolean;
	    differences: crm.Phrase[];
	}
	export interface SequenceView {
	    sequence: crm.Sequence;
	    row: SequenceRow;
	    filterName: string;
	    sentence: crm.Phrase;
	    matches: number;
	    modifiedBy: string;
	    queued: number;
	    check: SequenceCheck;
	    tests: SequenceTestResult[];
	}
	export interface SeriesIn {
	    id: string;
	}
	export interface SetConsentIn {
	    address: string;
	    consent: 'active'|'unconfirmed'|'unsubscribed'|'bounced';
	    note: string;
	}
	export interface SetSequenceGoalIn {
	    id: string;
	    status: string;
	    days: number;
	}
	export interface SetUpIn {
	    name: string;
	    email: string;
	    company: string;
	    country: string;
	    zone: string;
	    language: string;
	    sample: boolean;
	}
	export interface SignInView {
	    signIn: crm.SignIn;
	    here: boolean;
	}
	export interface SignInOut {
	    hasPassword: boolean;
	    secondStep: boolean;
	    recovery: number;
	    signIns: SignInView[];
	    byLink: boolean;
	    people: string[];
	}
	
	export interface StandstillView {
	    standstill: crm.Standstill;
	    say: crm.Phrase;
	}
	export interface StartBulkIn {
	    pick: CardPick;
	    action: BulkAction;
	    count: number;
	}
	export interface StartCardIn {
	    sequence: string;
	    card: string;
	    anyway: boolean;
	    step: string;
	}
	export interface StartForecastIn {
	    id: string;
	    draft?: SaveSequenceIn;
	    days: number;
	}
	export interface StartImportIn {
	    import: string;
	    encoding: string;
	    delimiter: string;
	    sheet: string;
	    mapping: importer.Mapping;
	    existing: ''|'new'|'update'|'error';
	    enrol: boolean;
	    consent: boolean;
	}
	export interface StartSignInIn {
	    id: string;
	    origin: string;
	}
	export interface StartSignInOut {
	    url: string;
	    redirect: string;
	}
	
	
	
	
	
	
	
	export interface SubmissionRefs {
	    ids: string[];
	}
	
	
	
	export interface SurgeSequence {
	    id: string;
	    product: string;
	    name: string;
	    messages: number;
	}
	export interface SurgeOut {
	    open: boolean;
	    day: string;
	    messages: number;
	    usual: number;
	    asked: number;
	    waiting: number;
	    sequences: SurgeSequence[];
	}
	
	export interface TagIn {
	    id: string;
	}
	
	export interface TaskCounts {
	    overdue: number;
	    today: number;
	    tomorrow: number;
	    week: number;
	    later: number;
	    undated: number;
	}
	export interface TaskDays {
	    today: string;
	    tomorrow: string;
	    weekEnd: string;
	    nextWeek: string;
	}
	export interface TaskDoneIn {
	    id: string;
	    done: boolean;
	}
	export interface TaskDoneOut {
	    row: TaskRow;
	    next?: TaskRow;
	}
	
	export interface TaskList {
	    rows: TaskRow[];
	    after: string;
	    total: number;
	    counts: TaskCounts;
	    days: TaskDays;
	}
	
	export interface TemplateFileIn {
	    product: string;
	    content: string;
	    template?: string;
	    makeFields: boolean;
	}
	export interface TemplateFileOut {
	    kind: 'email'|'sms'|'task'|'pdf';
	    name: string;
	    renamed: boolean;
	    folder: string;
	    says: string;
	    pdfs: string[];
	    files: string[];
	    missing: MissingField[];
	    problems: crm.Problem[];
	}
	export interface TemplateHits {
	    opens: boolean;
	    clicks: boolean;
	    counts: crm.HitCounts;
	}
	export interface TemplateIn {
	    id: string;
	}
	export interface TemplateRow {
	    template: crm.Template;
	    says: string;
	    usedBy: Use[];
	}
	export interface TestAccountIn {
	    id: string;
	    to: string;
	}
	export interface TestAccountOut {
	    ok: boolean;
	    say: crm.Phrase;
	    words: string;
	}
	export interface TestMailboxOut {
	    ok: boolean;
	    steps: crm.MailboxStep[];
	}
	export interface TestModeIn {
	    on: boolean;
	    held: 'discard'|'send';
	}
	export interface TestModeOut {
	    discarded: number;
	    released: number;
	    tooLate: number;
	}
	export interface TimelineIn {
	    card: string;
	    kinds: ('change'|'message'|'task'|'automation'|'note'|'file')[];
	    after: string;
	    limit: number;
	}
	export interface TimelineMessage {
	    id: string;
	    channel: 'email'|'sms';
	    state: 'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled';
	    reason: string;
	    to: string;
	}
	export interface TimelineLine {
	    id: string;
	    at: number;
	    kind: 'change'|'message'|'task'|'automation'|'note'|'file';
	    who: string;
	    cause: 'user'|'import'|'sequence'|'system'|'outside'|'sample';
	    say: crm.Phrase[];
	    changes: FieldChange[];
	    sequence: string;
	    message?: TimelineMessage;
	    note?: NoteView;
	    file?: FileView;
	}
	
	export interface TimelineOut {
	    lines: TimelineLine[];
	    pinned: NoteView[];
	    next: string;
	}
	export interface TodayKind {
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    done: number;
	    skipped: number;
	    coming: number;
	}
	export interface TodayHour {
	    from: number;
	    to: number;
	    past: boolean;
	    kinds: TodayKind[];
	}
	
	export interface TodayOut {
	    day: string;
	    hours: TodayHour[];
	    kinds: TodayKind[];
	    active: number;
	}
	export interface TodayStep {
	    card: string;
	    cardName: string;
	    product: string;
	    sequence: string;
	    seqName: string;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    at: number;
	    outcome: ''|'done'|'skipped'|'failed';
	    reason?: crm.Phrase;
	}
	
	export interface TokenIn {
	    id: string;
	}
	
	export interface ToolboxEntry {
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    group: 'client'|'inside'|'card'|'outside';
	}
	export interface TrackingIn {
	    opens: boolean;
	    clicks: boolean;
	}
	export interface TriedLead {
	    outcome: 'made'|'changed'|'left'|'failed';
	    why: crm.Phrase;
	    card: string;
	    values: LeadValue[];
	    other: crm.Problem[];
	}
	export interface TriedMail {
	    subject: string;
	    sender: string;
	    at: number;
	    files: string[];
	    labels: LabelFound[];
	    lead: TriedLead;
	}
	export interface TryInletIn {
	    inlet: SaveInletIn;
	    sample: string;
	}
	export interface TryInletOut {
	    places: intake.Place[];
	    lead: TriedLead;
	}
	export interface TryLeadBoxOut {
	    ok: boolean;
	    steps: crm.MailboxStep[];
	    mails: TriedMail[];
	}
	export interface TryPublicOut {
	    ok: boolean;
	    say: crm.Phrase;
	}
	export interface TypeChange {
	    values: number;
	    converts: number;
	    lost: number;
	    examples: Lost[];
	    choices: string[];
	    uses: Use[];
	}
	export interface TypeChangeIn {
	    product: string;
	    field: string;
	    type: 'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file';
	    currency: string;
	    lost: number;
	}
	export interface UndoIn {
	    batch: string;
	}
	export interface UndoOut {
	    cards: number;
	    left: string[];
	    say: crm.Phrase;
	    job?: JobView;
	}
	
	export interface UserIn {
	    user: string;
	}
	export interface UserRef {
	    id: string;
	}
	export interface UsesIn {
	    product: string;
	    status: string;
	    field: string;
	    choice: string;
	}
	export interface UsesOut {
	    uses: Use[];
	    cards: number;
	}
	export interface VersionRow {
	    id: string;
	    number: number;
	    at: number;
	    who: string;
	    current: boolean;
	    changed: crm.Phrase[];
	    added: number;
	    removed: number;
	}
	export interface VersionDifference {
	    from: VersionRow;
	    to: VersionRow;
	    parts: PartDifference[];
	    look: boolean;
	}
	export interface VersionIn {
	    template: string;
	    version: string;
	}
	export interface VersionInfo {
	    version: string;
	    go: string;
	    platform: string;
	}
	export interface VersionPage {
	    rows: VersionRow[];
	    before: number;
	}
	
	export interface ViewIn {
	    id: string;
	}
	export interface ViewRow {
	    view: crm.ListView;
	    mayEdit: boolean;
	}
	export interface WebhookIn {
	    id: string;
	}
	export interface WebhookTry {
	    ok: boolean;
	    code: number;
	    words: string;
	}
	export interface WebhookView {
	    webhook: crm.Webhook;
	    secret: string;
	    waiting: number;
	    failed: number;
	    held: number;
	    uses: Use[];
	}
	export interface WebhooksOut {
	    on: boolean;
	    webhooks: WebhookView[];
	    events: string[];
	    reachable: string[];
	}
	export interface WhyIn {
	    sequence: string;
	    card: string;
	}
	export interface WhyLink {
	    say: crm.Phrase;
	    at: number;
	}
	export interface WhyStep {
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    template: string;
	    state: 'done'|'skipped'|'failed'|'waiting'|'sending'|'held'|'paused'|'expected'|'not_for'|'cancelled'|'disabled';
	    at: number;
	    planned: number;
	    letter: string;
	    reason: string;
	    todo?: crm.Phrase;
	    chain: WhyLink[];
	    notes: crm.Phrase[];
	    message: string;
	}
	export interface WhyPassage {
	    enrolment: crm.Enrolment;
	    state: 'running'|'paused'|'held'|'completed'|'left'|'stopped';
	    steps: WhyStep[];
	    gone: StepRunView[];
	}
	export interface WhyOut {
	    answer: crm.Phrase;
	    notes: crm.Phrase[];
	    filter: filter.Why;
	    passages: WhyPassage[];
	    turn: crm.Phrase[];
	}
	
	
	export interface WorkspaceCheck {
	    moves: number;
	}
	export interface WorkspaceOut {
	    setUp: boolean;
	    workspace: crm.Workspace;
	    me: crm.User;
	    users: crm.User[];
	    products: ProductView[];
	    countries: string[];
	    machineZone: string;
	    currencies: string[];
	    currency: string;
	}

}

export namespace crm {
	
	export interface Absence {
	    since: number;
	    until: number;
	    late: Record<string, number>;
	    putOff: number;
	    held: number;
	    missed: number;
	}
	export interface Balance {
	    amount: number;
	    currency: string;
	    at: number;
	}
	export interface PrefixPrice {
	    prefix: string;
	    price: number;
	}
	export interface SMSSettings {
	    from: string;
	    prices: PrefixPrice[];
	    price: number;
	    currency: string;
	    publicUrl: string;
	    allowPrivate: boolean;
	}
	export interface GammuSettings {
	    outbox: string;
	    sent: string;
	    error: string;
	    inbox: string;
	}
	export interface SMPPSettings {
	    host: string;
	    port: number;
	    tls: boolean;
	    systemId: string;
	    systemType: string;
	    alphabet: 'gsm'|'latin1'|'ucs2';
	    long: 'udh'|'payload';
	    window: number;
	}
	export interface AndroidSettings {
	    url: string;
	    user: string;
	    sim: number;
	}
	export interface VonageSettings {
	    apiKey: string;
	    signature: 'none'|'md5hash'|'md5'|'sha1'|'sha256'|'sha512';
	}
	export interface TwilioSettings {
	    accountSid: string;
	}
	export interface GatewaySettings {
	    url: string;
	    method: 'POST'|'PUT'|'GET';
	    headers: Record<string, string>;
	    contentType: 'json'|'form'|'text';
	    body: string;
	    from: string;
	    keyHeader: string;
	    idPath: string;
	    okPath: string;
	    okValue: string;
	    keyHours: number;
	    lookupUrl: string;
	    allowPrivate: boolean;
	    price: number;
	    currency: string;
	    failPath: string;
	    stopValues: string;
	    takenValues: string;
	    balanceUrl: string;
	    balancePath: string;
	    receiptId: string;
	    receiptStatus: string;
	    delivered: string;
	    failed: string;
	    expired: string;
	    textFrom: string;
	    textBody: string;
	    textId: string;
	}
	export interface OAuthClient {
	    provider: ''|'google'|'microsoft';
	    clientId: string;
	    tenant: string;
	}
	export interface SMTPSettings {
	    host: string;
	    port: number;
	    tls: 'starttls'|'tls'|'none';
	    user: string;
	    auth: 'auto'|'plain'|'login'|'oauth2'|'none';
	    fromName: string;
	    fromEmail: string;
	    caFile: string;
	    oauth: OAuthClient;
	}
	export interface Account {
	    id: string;
	    channel: 'email'|'sms';
	    kind: 'smtp'|'gateway'|'twilio'|'vonage'|'android'|'smpp'|'gammu';
	    name: string;
	    owner: string;
	    perMinute: number;
	    perDay: number;
	    position: number;
	    smtp?: SMTPSettings;
	    gateway?: GatewaySettings;
	    twilio?: TwilioSettings;
	    vonage?: VonageSettings;
	    android?: AndroidSettings;
	    smpp?: SMPPSettings;
	    gammu?: GammuSettings;
	    sms?: SMSSettings;
	    hasSecret: boolean;
	    hasHooked: boolean;
	    hookPath: string;
	    balance: Balance;
	    stopped: boolean;
	    words: string;
	    since: number;
	    until: number;
	    next: number;
	}
	export interface Address {
	    id: string;
	    contact: string;
	    channel: 'email'|'sms';
	    typed: string;
	    value: string;
	    kind: string;
	    label: ''|'work'|'home'|'mobile'|'other';
	    sms: boolean;
	    default: boolean;
	    consent: 'active'|'unconfirmed'|'unsubscribed'|'bounced';
	    source: string;
	    since: number;
	}
	
	export interface Asset {
	    id: string;
	    name: string;
	    mime: string;
	    size: number;
	    width: number;
	    height: number;
	    created: number;
	}
	export interface Attached {
	    name: string;
	    mime: string;
	    size: number;
	    hash: string;
	    version: string;
	}
	export interface Attachment {
	    asset: string;
	    template: string;
	    name: string;
	}
	export interface BackupSetting {
	    daily: boolean;
	    folder: string;
	    second: string;
	    keep: number;
	    encrypted: boolean;
	    key: boolean;
	}
	export interface Phrase {
	    key: string;
	    args?: Record<string, unknown>;
	}
	export interface BackupState {
	    at: number;
	    path: string;
	    size: number;
	    failedAt: number;
	    failed?: Phrase;
	}
	
	export interface Card {
	    id: string;
	    product: string;
	    name: string;
	    status: string;
	    statusSince: number;
	    statusFrom: string;
	    owner: string;
	    contact: string;
	    fields: Record<string, string | number | boolean | string[]>;
	    tags: string[];
	    created: number;
	    createdBy: 'user'|'import'|'form'|'mail'|'webhook'|'sample';
	    modified: number;
	    revision: number;
	    deleted: number;
	}
	export interface FieldChange {
	    field: string;
	    value: string | number | boolean | string[] | null;
	    clear: boolean;
	}
	export interface CardChange {
	    status: string;
	    owner: string;
	    inTurn: string[];
	    clearOwner: boolean;
	    fields: FieldChange[];
	    addTags: string[];
	    removeTags: string[];
	}
	export interface ChangeField {
	    field: string;
	    before: string;
	    after: string;
	}
	export interface ChangeSubject {
	    noun: string;
	    id: string;
	    name: string;
	    fields: ChangeField[];
	}
	export interface Change {
	    id: string;
	    at: number;
	    user: string;
	    operation: string;
	    subjects: ChangeSubject[];
	}
	
	
	export interface Choice {
	    id: string;
	    field: string;
	    name: string;
	    position: number;
	}
	export interface Computer {
	    onClose: ''|'keep'|'quit';
	    updates: boolean;
	    updateUrl: string;
	    updateKey: string;
	}
	export interface Condition {
	    subject: string;
	    field: string;
	    op: string;
	    values: string[];
	}
	export interface ConsentChange {
	    contact: string;
	    channel: 'email'|'sms';
	    value: string;
	    from: ''|'active'|'unconfirmed'|'unsubscribed'|'bounced';
	    to: 'active'|'unconfirmed'|'unsubscribed'|'bounced';
	    at: number;
	    user: string;
	    how: string;
	    note: string;
	}
	export interface Contact {
	    id: string;
	    kind: 'person'|'company';
	    company: string;
	    firstName: string;
	    lastName: string;
	    name: string;
	    addresses: Address[];
	    tags: string[];
	    note: string;
	    website: string;
	    postal: string;
	    created: number;
	    modified: number;
	    revision: number;
	}
	export interface Content {
	    subject: string;
	    body: string;
	    doc: string;
	    simplify: boolean;
	    taskType: string;
	    dueDays: number;
	    dueWorkdays: boolean;
	    priority: ''|'low'|'high';
	    attachments: Attachment[];
	}
	export interface DNSRecord {
	    name: string;
	    type: string;
	    value: string;
	}
	export interface Enrolment {
	    id: string;
	    sequence: string;
	    card: string;
	    round: number;
	    state: 'waiting'|'sending'|'held'|'completed'|'left'|'stopped';
	    reason: string;
	    paused: boolean;
	    pausedByHand: boolean;
	    byHand: boolean;
	    entered: number;
	    anchor: number;
	    step: string;
	    due: number;
	    planned: number;
	    ended: number;
	    depth: number;
	    date: string;
	}
	export interface Problem {
	    path: string;
	    key: string;
	    args?: Record<string, unknown>;
	}
	export interface Error {
	    code: string;
	    key: string;
	    args?: Record<string, unknown>;
	    ref?: string;
	    problems?: Problem[];
	}
	export interface Field {
	    id: string;
	    product: string;
	    name: string;
	    slug: string;
	    type: 'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file';
	    position: number;
	    currency: string;
	    requiredFrom: string;
	    default: string | number | boolean | string[] | null;
	    help: string;
	    choices: Choice[];
	}
	
	export interface File {
	    id: string;
	    card: string;
	    contact: string;
	    name: string;
	    mime: string;
	    size: number;
	    user: string;
	    created: number;
	    deleted: number;
	}
	export interface Group {
	    any: boolean;
	    conditions: Condition[];
	    groups: Group[];
	}
	export interface Filter {
	    id: string;
	    product: string;
	    name: string;
	    folder: string;
	    tree: Group;
	    revision: number;
	    modified: number;
	}
	export interface Folder {
	    id: string;
	    product: string;
	    name: string;
	    builtin: string;
	}
	export interface ForecastClash {
	    sequence: string;
	    name: string;
	    count: number;
	}
	export interface ForecastDay {
	    day: string;
	    emailClient: number;
	    smsClient: number;
	    emailUser: number;
	    taskUser: number;
	    pdf: number;
	    changeCard: number;
	    webhook: number;
	    skipped: number;
	    held: number;
	    parts: number;
	    cost: number;
	}
	export interface ForecastReason {
	    position: number;
	    outcome: 'done'|'skipped'|'held'|'left'|'completed'|'stopped';
	    reason: string;
	    count: number;
	}
	export interface ForecastRow {
	    index: number;
	    at: number;
	    planned: number;
	    card: string;
	    cardName: string;
	    sequence: string;
	    sequenceName: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    letter: ''|'A'|'B';
	    outcome: 'done'|'skipped'|'held'|'left'|'completed'|'stopped';
	    reason: string;
	    to: string;
	    toName: string;
	    title: string;
	    parts: number;
	    cost: number;
	    shifts: Phrase[];
	}
	export interface ForecastStep {
	    step: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    first: number;
	    last: number;
	    done: number;
	    skipped: number;
	    held: number;
	    parts: number;
	    lettersA: number;
	    lettersB: number;
	}
	export interface ForecastScope {
	    scope: 'all'|'new'|'now';
	    cards: number;
	    later: number;
	    beyond: number;
	    firstDay: number;
	    total: ForecastDay;
	    days: ForecastDay[];
	    steps: ForecastStep[];
	    reasons: ForecastReason[];
	    clashes: ForecastClash[];
	}
	
	export interface FormGuard {
	    work: boolean;
	    perAddress: number;
	    perHour: number;
	    links: number;
	}
	export interface FormThanks {
	    text: string;
	    address: string;
	}
	export interface FormConsent {
	    ask: boolean;
	    wording: string;
	    confirm: boolean;
	}
	export interface FormField {
	    source: string;
	    label: string;
	    help: string;
	    required: boolean;
	    hidden: boolean;
	    value: string;
	}
	export interface Form {
	    id: string;
	    product: string;
	    name: string;
	    slug: string;
	    language: string;
	    title: string;
	    intro: string;
	    button: string;
	    fields: FormField[];
	    status: string;
	    owning: 'none'|'fixed'|'turn';
	    owners: string[];
	    duplicates: 'new'|'update'|'refuse';
	    consent: FormConsent;
	    thanks: FormThanks;
	    guard: FormGuard;
	    active: boolean;
	    revision: number;
	    created: number;
	    modified: number;
	    modifiedBy: string;
	}
	
	export interface FormCounts {
	    seen: number;
	    sent: number;
	    quarantined: number;
	    cards: number;
	    won: number;
	}
	
	
	
	
	
	
	export interface HitCounts {
	    sent: number;
	    opened: number;
	    clicked: number;
	    machines: number;
	}
	export interface InletMap {
	    path: string;
	    key: string;
	}
	export interface LeadRoute {
	    product: string;
	    status: string;
	    owning: 'none'|'fixed'|'turn';
	    owners: string[];
	    duplicates: 'new'|'update'|'refuse';
	    consent: 'active'|'unconfirmed';
	    agreed: string;
	}
	export interface Inlet {
	    id: string;
	    name: string;
	    active: boolean;
	    hint: string;
	    route: LeadRoute;
	    maps: InletMap[];
	    created: number;
	    used: number;
	}
	export interface InletCall {
	    id: string;
	    inlet: string;
	    at: number;
	    answer: number;
	    repeated: boolean;
	    body: string;
	    problems: Problem[];
	    made: boolean;
	    card: string;
	}
	
	export interface LeadLabel {
	    labels: string[];
	    key: string;
	}
	export interface LeadRules {
	    from: string[];
	    subject: string[];
	    client: 'sender'|'reply_to'|'text';
	    title: string;
	    body: boolean;
	    files: boolean;
	    known: boolean;
	    labels: LeadLabel[];
	    moveTo: string;
	}
	export interface MailboxSettings {
	    host: string;
	    port: number;
	    tls: 'starttls'|'tls'|'none';
	    same: boolean;
	    user: string;
	    folder: string;
	    days: number;
	    caFile: string;
	}
	export interface LeadBox {
	    id: string;
	    name: string;
	    active: boolean;
	    account: string;
	    settings: MailboxSettings;
	    route: LeadRoute;
	    rules: LeadRules;
	    hasSecret: boolean;
	    began: number;
	    looked: number;
	    trouble: string;
	    words: string;
	    since: number;
	}
	
	export interface LeadMail {
	    id: string;
	    box: string;
	    at: number;
	    state: 'made'|'changed'|'failed'|'again';
	    subject: string;
	    sender: string;
	    problems: Problem[];
	    card: string;
	}
	
	
	export interface Link {
	    id: string;
	    product: string;
	    name: string;
	    slug: string;
	    label: string;
	    kind: 'change'|'open';
	    change?: CardChange;
	    question: string;
	    thanks: string;
	    target: string;
	    days: number;
	    revision: number;
	    modified: number;
	}
	export interface ViewColumn {
	    key: string;
	    width: number;
	}
	export interface ListView {
	    id: string;
	    product: string;
	    owner: string;
	    name: string;
	    kind: 'list'|'board';
	    columns: ViewColumn[];
	    sort: string;
	    desc: boolean;
	    filter: string;
	    status: string;
	    by: string;
	    mine: boolean;
	    tag: string;
	    search: string;
	    money: string;
	    statuses: string[];
	    position: number;
	    revision: number;
	}
	export interface MailAdvice {
	    kind: 'provider'|'spf'|'dkim'|'dmarc';
	    state: 'good'|'warning'|'missing'|'unknown';
	    say: Phrase;
	    found: string;
	    add?: DNSRecord;
	}
	export interface MailPreset {
	    id: string;
	    name: string;
	    host: string;
	    port: number;
	    tls: 'starttls'|'tls'|'none';
	    oauth: ''|'google'|'microsoft';
	    onlyOAuth: boolean;
	    note: Phrase;
	    link: string;
	    perMinute: number;
	    perDay: number;
	}
	export interface MailGuess {
	    preset: MailPreset;
	    user: string;
	    sure: boolean;
	    say: Phrase;
	}
	export interface MailMark {
	    Validity: number;
	    UID: number;
	}
	
	export interface Mailbox {
	    id: string;
	    account: string;
	    settings: MailboxSettings;
	    hasSecret: boolean;
	    began: number;
	    looked: number;
	    trouble: string;
	    words: string;
	    since: number;
	}
	
	export interface MailboxStep {
	    ok: boolean;
	    say: Phrase;
	    words: string;
	}
	export interface Message {
	    id: string;
	    key: string;
	    channel: 'email'|'sms';
	    state: 'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled';
	    reason: string;
	    card: string;
	    contact: string;
	    user: string;
	    sequence: string;
	    enrolment: string;
	    step: string;
	    resend: number;
	    to: string;
	    toName: string;
	    fromName: string;
	    fromEmail: string;
	    replyTo: string;
	    version: string;
	    attached: Attached[];
	    purpose: 'marketing'|'service';
	    parts: number;
	    created: number;
	    planned: number;
	    due: number;
	    attempts: number;
	    handedAt: number;
	    settledAt: number;
	    reply: string;
	    remote: string;
	}
	export interface Missed {
	    id: string;
	    sequence: string;
	    card: string;
	    at: number;
	    noted: number;
	}
	export interface Note {
	    id: string;
	    card: string;
	    text: string;
	    user: string;
	    created: number;
	    modified: number;
	    pinned: boolean;
	    deleted: number;
	}
	
	
	
	export interface ProbeStep {
	    step: 'name'|'connect'|'tls'|'login'|'mail';
	    state: 'ok'|'failed'|'skipped';
	    say: Phrase;
	    words: string;
	    remedy?: Phrase;
	}
	
	export interface Product {
	    id: string;
	    name: string;
	    smsOn: boolean;
	    position: number;
	    archived: number;
	}
	export interface PublicSide {
	    reach: 'off'|'computer'|'network';
	    port: number;
	}
	export interface PublicState {
	    on: boolean;
	    fixed: boolean;
	    address: string;
	    addresses: string[];
	    trouble?: Phrase;
	}
	export interface Recurrence {
	    every: number;
	    unit: 'days'|'weeks'|'months'|'years';
	    weekdays: number[];
	    monthDay: number;
	    workday: boolean;
	    schedule: boolean;
	    until: string;
	    times: number;
	}
	export interface ReminderSetting {
	    shown: boolean;
	    desktop: boolean;
	}
	export interface RenderedFile {
	    name: string;
	    mime: string;
	    cid: string;
	}
	export interface Rendered {
	    subject: string;
	    html: string;
	    text: string;
	    files: RenderedFile[];
	}
	
	
	
	
	export interface SandboxCard {
	    id: string;
	    name: string;
	    status: string;
	    state: ''|'waiting'|'sending'|'held'|'completed'|'left'|'stopped';
	    position: number;
	    due: number;
	    reason: string;
	    owner: string;
	    fields: Record<string, string | number | boolean | string[]>;
	}
	export interface StepCall {
	    webhook: string;
	    values: boolean;
	    text: string;
	}
	export interface Timing {
	    delay: number;
	    unit: 'days'|'hours'|'minutes';
	    sync: 'any'|'workdays'|'weekend'|'weekdays';
	    weekdays: number[];
	    from: string;
	}
	export interface Step {
	    id: string;
	    sequence: string;
	    position: number;
	    kind: 'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook';
	    timing: Timing;
	    anchor: 'step'|'entry'|'date';
	    dateField: string;
	    before: boolean;
	    template: string;
	    templateB: string;
	    recipient: 'main'|'all'|'field';
	    recipientField: string;
	    assignee: string;
	    sender: string;
	    attachPdf: boolean;
	    purpose: 'marketing'|'service';
	    lateness: number;
	    disabled: boolean;
	    onlyIf?: Group;
	    change?: CardChange;
	    call?: StepCall;
	}
	export interface Sequence {
	    id: string;
	    product: string;
	    name: string;
	    description: string;
	    folder: string;
	    filter: string;
	    state: 'inactive'|'activating'|'active';
	    reentry: 'once'|'each'|'after_days'|'each_date';
	    reentryDays: number;
	    reentryDate: string;
	    runToEnd: boolean;
	    stopOnReply: boolean;
	    fallback: string;
	    revision: number;
	    modified: number;
	    modifiedBy: string;
	    activated: number;
	    deactivated: number;
	    steps: Step[];
	}
	export interface SequenceTest {
	    id: string;
	    sequence: string;
	    name: string;
	    created: number;
	    cards: number;
	    rows: number;
	}
	export interface Series {
	    id: string;
	    card: string;
	    type: string;
	    title: string;
	    note: string;
	    assignee: string;
	    clock: string;
	    priority: ''|'low'|'high';
	    remind: ''|'due'|'m10'|'h1'|'day';
	    rule: Recurrence;
	    start: string;
	    made: number;
	    last: string;
	    next: number;
	    ended: number;
	}
	export interface SignIn {
	    id: string;
	    user: string;
	    created: number;
	    seen: number;
	    address: string;
	    device: string;
	}
	export interface Standstill {
	    reason: 'restored'|'moved'|'clock_back'|'clock_ahead'|'damaged';
	    since: number;
	    args: Record<string, unknown>;
	}
	export interface Status {
	    id: string;
	    product: string;
	    name: string;
	    group: 'open'|'won'|'lost';
	    color: string;
	    position: number;
	}
	
	
	export interface StepRun {
	    id: string;
	    enrolment: string;
	    step: string;
	    outcome: 'done'|'skipped'|'failed';
	    reason: string;
	    planned: number;
	    at: number;
	    letter: string;
	    task: string;
	    file: string;
	}
	export interface Submission {
	    id: string;
	    form: string;
	    at: number;
	    state: 'accepted'|'waiting'|'quarantined'|'refused'|'discarded';
	    reason: ''|'trap'|'fast'|'links'|'long'|'no_work'|'flood'|'forged'|'there'|'suppressed';
	    content: Record<string, string>;
	    agreed: boolean;
	    wording: string;
	    language: string;
	    page: string;
	    plain: boolean;
	    email: string;
	    card: string;
	    contact: string;
	    made: boolean;
	    decided: number;
	    decidedBy: string;
	    confirmed: number;
	}
	export interface Suppression {
	    id: string;
	    channel: 'email'|'sms';
	    value: string;
	    scope: 'all'|'marketing';
	    reason: 'unsubscribed'|'complaint'|'bounced'|'erased'|'manual';
	    since: number;
	    user: string;
	    source: string;
	    proof: string;
	}
	export interface Tag {
	    id: string;
	    name: string;
	    color: string;
	}
	export interface Task {
	    id: string;
	    card: string;
	    type: string;
	    title: string;
	    note: string;
	    assignee: string;
	    due: string;
	    clock: string;
	    done: number;
	    doneBy: string;
	    created: number;
	    sequence: string;
	    planned: number;
	    priority: ''|'low'|'high';
	    remind: ''|'due'|'m10'|'h1'|'day';
	    remindAt: number;
	    reminded: number;
	    seen: number;
	    series: string;
	    occurrence: number;
	}
	export interface Template {
	    id: string;
	    product: string;
	    kind: 'email'|'sms'|'task'|'pdf';
	    name: string;
	    folder: string;
	    version: string;
	    content: Content;
	    modified: number;
	}
	
	export interface Token {
	    id: string;
	    name: string;
	    hint: string;
	    scopes: string[];
	    user: string;
	    created: number;
	    used: number;
	    expires: number;
	    revoked: number;
	}
	
	export interface Update {
	    looked: number;
	    version: string;
	    page: string;
	    trouble?: Phrase;
	    told: string;
	}
	export interface User {
	    id: string;
	    name: string;
	    email: string;
	    phone: string;
	    role: 'admin'|'member';
	    language: string;
	    signature: string;
	    active: boolean;
	}
	
	
	export interface Webhook {
	    id: string;
	    name: string;
	    url: string;
	    product: string;
	    events: string[];
	    values: boolean;
	    active: boolean;
	    stopped: ''|'gone'|'failing';
	    created: number;
	    failures: number;
	    since: number;
	    again: number;
	    reached: number;
	}
	export interface WebhookCall {
	    id: string;
	    webhook: string;
	    key: string;
	    kind: string;
	    card: string;
	    body: string;
	    state: 'waiting'|'done'|'failed'|'held';
	    reason: string;
	    created: number;
	    due: number;
	    tries: number;
	    tried: number;
	    ended: number;
	    code: number;
	    words: string;
	}
	export interface Workspace {
	    name: string;
	    country: string;
	    zone: string;
	    language: string;
	    testMode: boolean;
	    maxParts: number;
	    setUp: number;
	    internal: boolean;
	    campaigns: boolean;
	    pdf: boolean;
	    recall: number;
	    capDay: number;
	    capWeek: number;
	    address: string;
	    phone: string;
	    email: string;
	    website: string;
	    reviewLink: string;
	    webhooks: boolean;
	    public: string;
	    trackOpens: boolean;
	    trackClicks: boolean;
	    link: string;
	}

}

export namespace filter {
	
	export interface Advice {
	    paths: string[];
	    beside: string[];
	    say: crm.Phrase;
	    level: 'error'|'warning'|'note';
	}
	export interface Option {
	    value: string;
	    label: crm.Phrase;
	}
	export interface Slot {
	    kind: 'status'|'user'|'choice'|'tag'|'text'|'number'|'money'|'date'|'days'|'hours'|'yesno'|'origin'|'contactkind'|'consent'|'tasktype'|'template'|'link'|'form'|'sequence';
	    label: crm.Phrase;
	    min: number;
	    max: number;
	    least: number;
	    most: number;
	    options: Option[];
	}
	export interface Operator {
	    op: string;
	    label: crm.Phrase;
	    slots: Slot[];
	    negative: boolean;
	    orNotSet: string;
	}
	
	export interface Placed {
	    path: string;
	    say: crm.Phrase;
	}
	
	export interface Subject {
	    subject: string;
	    field: string;
	    label: crm.Phrase;
	    type: 'status'|'owner'|'name'|'created'|'modified'|'tags'|'contact'|'consent'|'tasks'|'messages'|'sequences'|'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file';
	    options: Option[];
	    ops: Operator[];
	}
	export interface WhyCondition {
	    path: string;
	    holds: boolean;
	    say: crm.Phrase;
	    seen: crm.Phrase;
	    since: number;
	    next: number;
	    hint: crm.Phrase;
	    problems: crm.Phrase[];
	}
	export interface Why {
	    matches: boolean;
	    any: boolean;
	    conditions: WhyCondition[];
	    groups: Why[];
	    flips: number;
	    since: number;
	    answer: crm.Phrase;
	    turn: crm.Phrase;
	    problems: crm.Problem[];
	}

}

export namespace importer {
	
	export interface BadRow {
	    line: number;
	    row: string[];
	    problems: crm.Problem[];
	}
	export interface Mapping {
	    columns: string[];
	    dateFormat: 'auto'|'d.m.y'|'m/d/y'|'y-m-d';
	    decimalComma: boolean;
	    nameOrder: ''|'first_last'|'last_first';
	    region: string;
	    zone: string;
	    defaultStatus: string;
	    defaultOwner: string;
	    createMissing: boolean;
	    splitCells: boolean;
	}

}

export namespace intake {
	
	export interface Place {
	    path: string;
	    value: string;
	}

}

export namespace merge {
	
	export interface Field {
	    path: string;
	    label: crm.Phrase;
	    group: 'contact'|'company'|'card'|'owner'|'workspace'|'today'|'link';
	    type: 'text'|'number'|'money'|'date'|'datetime'|'yesno'|'choice';
	    sample: string;
	}

}

export namespace sms {
	
	export interface Measurement {
	    encoding: 'GSM-7'|'UCS-2';
	    units: number;
	    parts: number;
	    partUnits: number[];
	    partChars: number[];
	    partTexts: string[];
	    forcing: string[];
	    tooLong: boolean;
	}
	export interface Replacement {
	    from: string;
	    to: string;
	    count: number;
	}

}

export namespace store {
	
	export interface Lost {
	    cards: number;
	    clients: number;
	    sent: number;
	    tasks: number;
	}
	export interface ReasonCount {
	    reason: string;
	    count: number;
	}

}

