package api

import (
	"maps"
	"slices"
	"strings"
)

// Every operation is in one of these lists: who may run it, and whether the log
// of changes gets a line. One that is in none is for administrators, and a test
// asks whom it is for. What an operation looks at itself (whose card it is, which
// status) comes on top.

// forAnybody are the operations of every colleague: cards, clients, tasks, their
// own sign-in, and reading what the rest is set to.
const forAnybody = `
	ActOnRunning AddFile AdvanceSandbox BoardTotals CancelJob CardColumns ChangeTasks CheckImport CheckSequence
	CloseSandbox CompareVersions ContinueImport ConvertPasted CountCards CountContacts CountFilters CountRunning
	DecideAllMessages DecideMessages DecideMissed DecideSteps DeleteCards DeleteContact DeleteFile DeleteNote DeleteView
	DownloadFile EditCard EditSandboxCard EndSignIn ExplainCard ExplainFilter ExplainTree ExportColumns ExportSequence
	ExportTemplate FilterCatalogue FindUses ForeseeStart GetAsset GetAway GetCard GetComputer GetContact GetPublicSide GetExport
	GetFilter GetForecast GetForecastText GetImportCheck GetJob GetLeaving GetMessage GetPreflight GetReactivation
	GetHits GetLink GetRecipe GetRunning GetSandbox GetSandboxText GetSequence GetSequenceReport GetSignIn GetStatus GetSurge GetTask
	GetTemplate GetTemplateHits GetTimeline GetToday GetWorkspace ImportErrors ListAccounts ListBoard ListCards ListContacts
	ListDuplicates ListFilters ListFolders ListForecastRows ListHeldSteps ListImports ListMailboxes ListMessages
	ListMissed ListRecipes ListReminders ListRunning ListSandboxRows ListSequenceTests ListSequences ListStandstills
	ListSuppressions ListTags ListTasks ListTemplates ListTodaySteps ListTokens ListVersions ListViews MergeContacts MergeFields
	MoveCard NotDuplicates OpenSandbox PauseCard PinNote PreflightActivation PreflightCards PreviewActivation PreviewBulk
	PreviewFieldChange PreviewFilter PreviewFilterChange PreviewHandOver PreviewMerge PreviewPDF PreviewRepeat
	PreviewRunning PreviewTemplate ReadImport ReadTemplateFile RestoreCards RestoreFile RestoreNote ResumeCard
	RunSequenceTests SampleValues SaveCard SaveContact SaveNote SavePDF SaveReminderSetting SaveSeries SaveTag SaveTask
	SaveView SearchAll SeeReminders SendTestTemplate SetConsent SetTaskDone ShowPicture SkipStep StartBulk StartCard
	StartCheckImport StartDuplicates StartForecast StartImport StartPreflight StartSecondStep StopCard StopSeries
	ListLinks ListWebhooks Toolbox Undo Version
	AcceptSubmissions DiscardSubmissions FormSnippet FormStatistics GetForm ListForms ListSubmissions PreviewForm
`

// forAnybodyNoted are those of them that take data out of the program, or change
// how somebody signs in.
const forAnybodyNoted = `
	AddSuppressions AddToken ChangePassword ConfirmSecondStep EndSecondStep EndSignIns ExportForecast ExportSequenceReport
	ExportSuppressions LiftSuppression RevokeToken SetUpWorkspace StartExportCards StartExportContacts UndoImport
`

// forAdmins are what administrators look at before they decide.
const forAdmins = `
	AdviseSender CheckWorkspace GetAccountTest GetBackups GetInlet GetKeyPlace GetLeadBox GuessMailServer Leave
	ListChanges ListGatewayProfiles ListInlets ListLeadBoxes ListLeadKeys ListMailPresets PreviewDeleteForm PreviewErase
	PreviewReactivation PreviewRestore ReadPack RefreshBalance StartAccountTest StartSignIn TestAccount TestMailbox TestWebhook ListCalls GetCall
	TryInlet TryLeadBox TryPublic
`

// forAdminsNoted are what the business decides: settings, accounts, colleagues,
// automations, filters, templates.
const forAdminsNoted = `
	Activate AddAsset AddProduct AnswerMoved AnswerSurge ArchiveProduct ChangeField ChangeFilter CopyFilter CopyForm
	CopyLink CopyRecipe CopySequence CopyTemplate Deactivate DeleteAccount DeleteFilter DeleteFolder DeleteForm
	DeleteInlet DeleteLeadBox DeleteLink DeleteMailbox DeleteSequence DeleteSequenceTest DeleteTag DeleteTemplate
	DropLeadMail ExportPerson HandOver ImportPack ImportTemplate InviteUser KeepSandbox MakeBackup MoveFilters
	MoveSequence MoveTemplates OrderAccounts OrderProducts RemoveChoice RemoveField RemoveStatus RenameFilterFolder
	RenameTemplateFolder RenewInlet RepairDatabase Restore RestoreVersion Resume ResumeAccount RetryLeadMail SaveAccount
	SavePublicSide SaveBackups SaveComputer SaveFields SaveFilter SaveFolder SaveForm DeleteWebhook ResendCalls SaveReachable SaveWebhook SaveInlet SaveLeadBox SaveLink SaveMailbox SaveTracking
	SaveProduct SaveSequence SaveStatuses SaveTemplate SaveUser SaveWorkspace SetSequenceGoal SetTestMode StartErase
`

type rule struct {
	admins bool // for nobody else
	noted  bool // in the log of changes
}

var rules = readRules()

func readRules() map[string]rule {
	all := map[string]rule{}
	for _, list := range []struct {
		names string
		rule  rule
	}{
		{forAnybody, rule{}},
		{forAnybodyNoted, rule{noted: true}},
		{forAdmins, rule{admins: true}},
		{forAdminsNoted, rule{admins: true, noted: true}},
	} {
		for _, name := range strings.Fields(list.names) {
			all[name] = list.rule
		}
	}
	return all
}

// MayMember says whether an operation is for members too, and whether anybody
// said whom it is for.
func MayMember(method string) (may, known bool) {
	r, known := rules[method]
	return known && !r.admins, known
}

// RuledMethods are the operations that the lists name.
func RuledMethods() []string { return slices.Sorted(maps.Keys(rules)) }
