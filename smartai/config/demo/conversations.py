"""The demo's conversations: forty tickets in every state, of a company that sells an order program."""

from __future__ import annotations

from dataclasses import dataclass

from smartai.core.tickets.models import Category

OPEN, WAITING, HOLD = Category.OPEN, Category.WAITING, Category.ON_HOLD
NEW, SOLVED, CLOSED = Category.NEW, Category.SOLVED, Category.CLOSED
S, B, D = "Support", "Billing", "Data and exports"
LOW, MEDIUM, HIGH, URGENT = 10, 20, 30, 40


@dataclass(frozen=True)
class Story:
    """One ticket. ``letters``: ``c`` customer, ``a`` the assignee, ``n`` a note (``l`` one of a
    light agent), then a colon and the words.

    ``hours`` is how long ago it began; the letters are spread from then to ``quiet`` hours ago.
    """

    hours: float
    customer: str
    department: str
    rank: int
    state: Category
    title: str
    letters: tuple[str, ...]
    assignee: str = ""
    quiet: float = 0.1
    tags: tuple[str, ...] = ()
    score: int = 0
    invoice: str = ""
    papers: tuple[str, ...] = ()


HUES = (("export", "sky"), ("refund", "amber"), ("sso", "violet"))
"""Colours of tags."""

STORIES = (
    Story(
        5.4, "jonas", D, MEDIUM, OPEN, "Export stops at row 10,000",
        (
            "c:Hello,\n\nwhen I export the yearly orders to CSV, the file always ends at row 10,000. The report on "
            "screen says 24,310 rows. Is there a limit, and can you lift it for our account?",
            "n:Known limit in the old exporter. The new one ships Thursday, until then we can run it by hand.",
            "a:Hi Jonas,\n\nthanks for the exact numbers, that helps. The export page stops at 10,000 rows. I have "
            "started a full export for you and will send the file here in about ten minutes.",
            "c:That worked for the small one, but the yearly file is still cut off. Could you check the delivery "
            "dates too? They look shifted by a day.",
        ),
        "anton", 0.2, ("export", "csv"), papers=("orders-2026.csv",),
    ),
    Story(0.07, "amara", B, HIGH, NEW, "Charged twice for the September invoice",
          ("c:Hi, I can see two payments of €49 on the same day, both for invoice 2026-0917. Please refund one.",),
          invoice="2026-0917"),
    Story(3.1, "priya", S, HIGH, OPEN, "SSO login loops back to the sign-in page",
          ("c:Since this morning nobody of us can sign in: after the company page we land on your sign-in again.",
           "a:Hi Priya, could you try once in a private window and tell me whether it loops there too?",
           "c:Still happening after clearing cookies. Video of the loop is on its way.",
           "l:Their sign-in company renewed its certificate last night. The new one has to be uploaded."),
          "noor", 0.45, ("sso",)),
    Story(26, "tomas", S, MEDIUM, OPEN, "Can we move our workspace to the EU region?",
          ("c:Our lawyers ask where the data lies. Can our workspace move to the EU region, and how long are we "
           "offline?",
           "a:Hi Tomás, yes, we can move it. It takes about two hours, best on a weekend. Which one suits you?",
           "c:The first weekend of December would be perfect."), "noor", 1.1),
    Story(30, "chiyo", D, MEDIUM, OPEN, "Webhook signature does not match",
          ("c:We compute HMAC-SHA256 over the raw body, but the result differs from your header for orders with "
           "Japanese names.",
           "n:Smells like they hash the decoded body. Docs should say: the bytes as they arrive.",), "anton", 2.2,
          ("api",)),
    Story(31, "hannah", B, LOW, WAITING, "Invoice needs a different VAT number",
          ("c:Guten Tag, our VAT number changed on the first of the month. Could the last invoice be issued again?",
           "a:Hello Hannah, gladly. Could you send the registration letter, so that the tax office is happy too?"),
          "mia", 3.2, ("vat",), invoice="2026-1002"),
    Story(52, "luca", S, LOW, SOLVED, "How do I add a second administrator?",
          ("c:I am away in January and my sister should manage the users.",
           "a:Ciao Luca, open Settings, People, choose your sister and switch on “Administrator”. Both of you stay "
           "administrators.",
           "c:Perfect, that was it. Thank you!"), "noor", 5, (), 3),
    Story(49, "sofia", D, MEDIUM, OPEN, "Mobile app shows yesterday’s numbers",
          ("c:On iOS the dashboard is a day behind. The web page is right.",
           "a:Thanks Sofia. Which version of the app is it? You find it under Profile, About.",
           "c:5.2.1, on iOS 27."), "anton", 6, ("mobile",)),
    Story(0.6, "grace", S, MEDIUM, NEW, "Where do I change the sender of our order mails?",
          ("c:Our customers get mails from “noreply”. We would like our own name there.",)),
    Story(1.4, "elias", D, LOW, NEW, "Time zone in the hourly report",
          ("c:The hourly report seems to use London time. Helsinki is two hours ahead. Can this be set?",)),
    Story(2.3, "beatriz", B, MEDIUM, NEW, "Annual plan: can we pay by bank transfer?",
          ("c:Our bank does not like card payments abroad. Is a transfer possible for the annual plan?",)),
    Story(4.2, "yusuf", S, HIGH, OPEN, "طباعة الفواتير لا تعمل",
          ("c:مرحبا، منذ التحديث الأخير لا تظهر الفواتير عند الطباعة، الصفحة فارغة تماما.",
           "a:Hello Yusuf, thank you for writing. Which browser do you print from? Your words in Arabic are fine.",
           "c:Firefox على ويندوز. من متصفح آخر تعمل الطباعة."), "noor", 0.8, ("print",)),
    Story(70, "amara", S, MEDIUM, WAITING, "Import of 3,000 products ends with “line 212”",
          ("c:The import stops at line 212 and says nothing else.",
           "a:Hi Amara, line 212 has a quote that is never closed: 6\" pan. Write it as 6\"\" and the file goes "
           "through. Would you try?"), "noor", 40, ("import",), papers=("products.csv",)),
    Story(75, "jonas", S, LOW, WAITING, "Second administrator",
          ("c:Can two people be administrators?", "a:Yes. Which e-mail should the new one have?"), "noor", 28),
    Story(90, "priya", B, MEDIUM, HOLD, "Refund for the unused months",
          ("c:We moved three users to the free plan in August. Do we get the rest back?",
           "a:You do. Our bookkeeping needs the approval of the month's end, I come back to you on the first.",
           "n:Waiting for approval 8812."), "mia", 60, ("refund",)),
    Story(96, "tomas", D, MEDIUM, HOLD, "Scheduled report by e-mail at 6 in the morning",
          ("c:Could the weekly report come on Mondays at six, before our meeting?",
           "a:This is on our list for the next release. I keep the request open and tell you when it is there."),
          "anton", 70),
    Story(8, "chiyo", S, MEDIUM, OPEN, "Two-factor codes are refused after changing phones",
          ("c:I changed my phone and the codes of the app do not work any more.",
           "a:Sorry for the trouble. I sent a code to your e-mail address; with it you can set up the new phone.",
           "c:The code came, but the page says that it is too late."), "noor", 0.9, ("sign-in",)),
    Story(11, "hannah", S, LOW, OPEN, "Umlaute in file names",
          ("c:Files named “Aufträge.xlsx” arrive as “Auftr_ge.xlsx” at our customers.",), "noor", 9),
    Story(14, "sofia", B, LOW, WAITING, "Which plan has the audit log?",
          ("c:We need an audit log for our certification. Which plan has it?",
           "a:The Business plan. I can switch it on for 14 days so that you can try it. Shall I?"), "mia", 12),
    Story(20, "grace", D, HIGH, OPEN, "API answers 429 during our nightly sync",
          ("c:Every night at two o'clock we get 429 for ten minutes. We send about 5 requests a second.",
           "a:Hi Grace, the limit is 4 a second for each key. Would a second key for the stock sync help?",
           "c:Yes please, that would solve it."), "anton", 2.6, ("api",)),
    Story(100, "elias", S, LOW, SOLVED, "Dark mode for the warehouse screens",
          ("c:The white screens are very bright at night. Is there a dark mode?",
           "a:There is: Profile, Appearance, Dark. It is for each person, so the day shift keeps the light one.",
           "c:Lovely."), "noor", 90, (), 3),
    Story(120, "beatriz", D, MEDIUM, SOLVED, "Column for the tax code in exports",
          ("c:Our accountant needs the tax code in the export.",
           "a:Good idea. Open the export, “Columns”, and switch on “Tax code”. It is remembered for next time."),
          "anton", 100, ("export",), 2),
    Story(130, "luca", B, MEDIUM, SOLVED, "Invoice to the new address",
          ("c:We moved to Via Roma 12. Please use the new address.",
           "a:Done, the next invoice has it. I also issued the October invoice again."), "mia", 115, (), 3,
          invoice="2026-0988"),
    Story(150, "jonas", B, LOW, SOLVED, "Change of the billing e-mail",
          ("c:Please send invoices to our bookkeeping from now on.", "a:Changed. The next one goes there."),
          "mia", 140),
    Story(170, "jonas", S, MEDIUM, SOLVED, "API key rotation",
          ("c:How do we rotate keys without downtime?",
           "a:Create a second key, switch your program over, then end the first one. Both work until you do."),
          "noor", 160, ("api",), 3),
    Story(200, "amara", D, LOW, SOLVED, "Rounding in the monthly summary",
          ("c:The sum is one cent off.", "a:The page rounds each line; the export has the exact sum. We added a "
           "line that says so."), "anton", 190),
    Story(230, "priya", S, LOW, SOLVED, "New colleague gets no invitation",
          ("c:Our new colleague gets no mail.", "a:Her company's filter held it back. I sent it again from another "
           "address.", "c:Arrived!"), "noor", 220, (), 3),
    Story(260, "tomas", B, MEDIUM, CLOSED, "Offer for 40 users",
          ("c:What would 40 users cost for two years?", "a:I sent the offer as a PDF to your address."), "mia", 250),
    Story(300, "chiyo", D, MEDIUM, CLOSED, "Sandbox account for tests",
          ("c:Is there a sandbox for our developers?", "a:Yes, I opened one for you. It is emptied on Sundays."),
          "anton", 290, ("api",)),
    Story(340, "hannah", S, MEDIUM, CLOSED, "Passwort vergessen",
          ("c:I do not get the mail for a new password.", "a:It was in the spam folder, as we found on the phone."),
          "noor", 330),
    Story(400, "sofia", S, LOW, CLOSED, "Larger font in the app",
          ("c:My colleague needs larger letters.", "a:Profile, Appearance, Text size. It also follows the phone."),
          "noor", 390, ("mobile",), 3),
    Story(470, "grace", B, LOW, CLOSED, "Receipt for the donation discount",
          ("c:We are a charity. Is there a discount?", "a:There is, 30 %. I added it from this month on."), "mia", 460),
    Story(520, "elias", D, LOW, CLOSED, "Old orders are missing in the search",
          ("c:Orders from 2019 are not found.", "a:The archive was not ticked. With “Also archived” they appear."),
          "anton", 510),
    Story(2600, "jonas", S, LOW, CLOSED, "Welcome call",
          ("c:Could somebody show us around?", "a:Of course. Thursday at ten, the link is in the invitation."),
          "noor", 2590),
    Story(2900, "amara", S, LOW, CLOSED, "Printer for labels",
          ("c:Which label printers work?", "a:Every printer that your computer knows. We tested three, see the list."),
          "noor", 2890),
    Story(3200, "beatriz", B, LOW, CLOSED, "First invoice",
          ("c:When does the first invoice come?", "a:On the first of next month."), "mia", 3190),
    Story(0.35, "luca", D, MEDIUM, NEW, "Delivery notes without prices",
          ("c:Some of our partners must not see prices. Can delivery notes come without them?",)),
    Story(6.5, "yusuf", B, MEDIUM, WAITING, "Currency on the invoice",
          ("c:Could the invoice be in dirham?",
           "a:It can be in euro or dollar today. Would dollar help you until dirham is there?"), "mia", 5.5),
    Story(44, "beatriz", S, URGENT, OPEN, "Warehouse cannot print labels since noon",
          ("c:All three printers are silent since noon and the lorry leaves at five.",
           "a:I am on it. Please restart the print box once, the small grey one, and tell me what its light does.",
           "c:It blinks orange, twice, then pauses."), "noor", 0.3, ("print",)),
    Story(60, "grace", D, MEDIUM, SOLVED, "Duplicate customers after the merge",
          ("c:After merging two shops we have many customers twice.",
           "a:I ran the clean-up for you: 214 pairs were joined, 3 need your eye. They are in the list “Check”."),
          "anton", 50, (), 3),
)  # fmt: skip
