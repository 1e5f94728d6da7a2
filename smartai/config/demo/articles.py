"""The demo's help articles: section, title, text."""

from __future__ import annotations

ARTICLES = (
    ("Data and exports", "Exporting large reports",
     "The export page writes up to 10,000 rows. For bigger files, choose **Send by e-mail**: we build the file in "
     "the background and send you a link.\n\n### Send by e-mail\n\n1. Open the report and choose Export.\n"
     "2. Choose *Send by e-mail*.\n3. The link arrives within ten minutes and works for seven days."),
    ("Data and exports", "Why is my CSV file cut off?",
     "Spreadsheet programs open the first part only when a file is very long. Check the row count in a text editor "
     "before you search further.\n\n- Excel shows 1,048,576 rows at most.\n- Numbers shows 1,000,000.\n\nIf the file "
     "itself ends early, use *Send by e-mail* instead of the direct download."),
    ("Data and exports", "Time zones in exports",
     "Dates in a CSV export follow the zone of your workspace, not that of your computer. You can change it under "
     "Settings, Workspace, Time zone. Exports that are running keep the old zone."),
    ("Billing", "Reading your invoice",
     "Each line is one plan or add-on. The period is in the second column, the tax in the last one.\n\nInvoices are "
     "made on the first day of the month and sent to the billing address."),
    ("Billing", "Changing the VAT number",
     "Open Settings, Billing, Company. A new number counts from the next invoice on. To have an earlier invoice "
     "issued again, write to us and add the registration letter."),
    ("Billing", "Paying by bank transfer",
     "Transfers are possible for annual plans. Choose *Invoice* as the way to pay; the plan begins when the money "
     "has arrived, usually after two working days."),
    ("Getting started", "Inviting colleagues",
     "Open Settings, People, and write one or more e-mail addresses. Each of them gets an invitation that works for "
     "seven days. You can send it again from the same page."),
    ("Getting started", "Adding a second administrator",
     "There can be as many administrators as you like. Open Settings, People, choose the person and switch on "
     "*Administrator*. Nobody else loses anything."),
    ("Getting started", "Signing in with your company account",
     "Ask your administrator for the company address. If the sign-in page comes back again and again, the clock of "
     "your computer is often wrong by more than five minutes."),
    ("Getting started", "Printing labels and invoices",
     "Every printer that your computer knows works. Choose the paper size in the print window, not in our program: "
     "62 mm for labels, A4 for invoices."),
)  # fmt: skip
