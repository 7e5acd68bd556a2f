"""Every command of the program, by what it tells of people; `test_masking` walks them."""

READS = """
approval cards {out}/cards.docx
approval lists
approval posts
approval reply {submission} {out}/reply.docx
approval request {submission} {out}/request.docx
approval roster {out}/roster.docx
approval standing
brand export {out}/brands.xlsx
brand list
brand sheet 红色驿站 {out}/brand.docx
brand show 红色驿站
brand star card 周庄镇 {out}/star.docx
brand star list
certificate list
certificate register --xlsx {out}/register.xlsx --docx {out}/register.docx
certificate verify --number {number} --mark {mark}
certificate write --session {session} --word {out}
day
disclosures
drill forecast 李四
drill queue 李四
exam analyse {exam}
exam answers-template --exam {exam} {out}/answers.xlsx
exam events {exam} --docx {out}/events.docx
exam list
exam papers
exam report {exam} --word {out}/report.docx
exam results {exam} --xlsx {out}/results.xlsx
exam sealed
exam sheets {exam} --word {out}/sheets.docx
exam waiting {exam}
exam write {paper} --paper-file {out}/paper.docx --answers {out}/key.docx
grid export {out}/grid.xlsx
grid gaps --kind idle
grid list --people
grid matters export {out}/matters.xlsx
grid matters list
grid matters slips {out}/slips-of-matters.docx {matter}
grid visits cards {out}/visit-cards.docx
grid visits due --rows
grid visits list
grid visits month --docx {out}/month.docx
history person {person}
letter rating
letter request
openness calendar
openness due
openness assets export {out}/assets.xlsx
openness assets list
openness cooperatives export {out}/cooperatives.xlsx
openness cooperatives list
openness deals export {out}/deals.xlsx
openness deals list
openness deals print {out}/deals.docx
openness export {out}/posted.xlsx
people export {out}/people.xlsx
people list --ids --details
people import {bad} --dry-run
person doubles
person posts {person}
person show {person}
quiz list
quiz oral-list {session}
quiz oral-slips {session} {out}/slips.docx
report brands
report grid
report check {printed}
report matrix --hours --xlsx {out}/matrix.xlsx --docx {out}/matrix.docx
report period station_year --period 2026 --xlsx {out}/period.xlsx --docx {out}/period.docx
report overview --xlsx {out}/overview.xlsx --docx {out}/overview.docx
report training --csv {out}/year.csv --xlsx {out}/year.xlsx --docx {out}/year.docx
report secretaries --docx {out}/secretaries.docx
secretary adjust list
secretary file list
secretary insurance export {out}/insurance.xlsx
secretary insurance list
secretary ledger {out}/ledgers.xlsx
secretary list
secretary measure list
secretary mentor list
secretary mentor notebook {out}/mentors.docx
secretary portrait {out}/portrait.docx
secretary selection list
secretary selection sheet {out}/selection.docx
secretary show 李四
secretary talk list
secretary talk print {talk} {out}/talk.docx
sync conflicts
sync devices
sync status
training board 2026
training calendar {out}/year.ics --year 2026
training credit
training credit-record list
training feedback report {session}
training feedback sheet {session} 3 {out}/feedback.docx
training lecturers
training list
training photo list {session}
training plan-sheet 2026 {out}/plan.docx
training record {session} {out}/record.docx
training reserve list
training roll {session}
training sheet {session} {out}/sign-in.docx
training slips {session} {out}/codes.docx
undo --list
"""
"""Commands that speak of people, each as it is run here; ``--json`` is tried as well."""
ASKED_FOR = {
    "people list": "--full",
    "people export": "--full",
    "person show": "--full",
    "history": "--full",
    "approval roster": "--full",
    "people import": "--errors",
}
"""Commands that tell numbers in full, by permission and with a line about it, and how."""
NO_NUMBERS = """
manual · check-pc · update look
bank check · bank duplicates · bank export · bank list · bank regulations · bank release
bank reports · bank template · bank version · bank recall · bank refresher · bank import
exam blueprint export · exam blueprint list · exam redraw · exam draw · exam seal
openness assets import · openness assets print · openness assets template
openness cooperatives import · openness cooperatives print · openness cooperatives template
openness deals import · openness deals template
openness board · openness import · openness items · openness slip · openness template
report openness
organisation export · organisation list · organisation match · organisation station list
organisation template · organisation tree · organisation import · people template
training credit-record template · training import · drill sprint · quiz show · quiz record
quiz oral-record · training photo export · training credit-record import · exam mark
standard blank · standard compare · standard failed · standard form export · standard form import
standard form list · standard form record · standard heat · standard inspection
standard measures export · standard measures list · standard measures notice · standard report
standard round branches · standard round export · standard round list · standard round lots
standard round show · standard tasks · standard template export · standard template import
standard template list · standard template show · standard trend · standard volume · exam returns
brand template · brand import · brand vote list · brand vote count · brand vote blank
brand vote import · brand vote result · brand vote template
grid import · grid template · grid visits import · grid visits template
secretary insurance import · secretary insurance template
secretary appraisal ballot · secretary appraisal export · secretary appraisal import
secretary appraisal list · secretary appraisal rate
certificate design list · certificate design fields · certificate design example
certificate design upload · certificate design choose · certificate design remove
"""
"""Of questions, organisations, branches, or names alone: no number of anybody is read for them."""
ACTING = """
certificate issue · certificate reissue · drill review · exam apply-corrections
exam blueprint import · exam correct · exam grade · person merge · standard round assign
standard round close · standard round create · standard round rate · standard round sample
standard score · sync archive · sync erase · sync force · sync revoke · sync settle
training feedback import · training photo add · update install
"""
"""They do something and say what came of it: keys, names and counts."""
SEALED = """
sync export · sync import · sync enrol request · sync enrol accept · sync enrol join
sync recovery write · sync recovery restore · demo · demo-sync · generate · practice
database move
exam hand-in · exam open · exam take-in
"""
"""What they write is encrypted, a signed answer without a person, or a database."""

KEYS_AND_BACKUPS = {
    *("backup", "backups", "restore", "check"),
    *("user", "users", "key", "keys", "protect", "rekey", "recovery"),
}
"""Of databases under their key, and of those who log in: first words of commands."""
