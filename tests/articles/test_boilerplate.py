"""Lines that are no text of an article are told from sentences that begin alike."""

import pytest

from kgraph.articles.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Read more",
        "READ MORE: Dutch government drops Kaspersky",
        "Read more: Is the software safe?",
        "Related: Rome wants to replace Russian software",
        "Related | Chip plant gets money",
        "\u2022 See also: What the agency found",
        "Share this:",
        "Tags: antivirus, Kaspersky, Russia",
        "Photo: Jane Doe / Reuters",
        "Photo: The court building in M\u00fcnster / CPA",
        "Pic: Comet Picture Desk",
        "Photo by Jane Doe/Getty Images",
        "(AP Photo/Pavel Golovkin)",
        "(AP Photo/Pavel Golovkin, File)",
        "Image: Alamy",
        "[Image credit: Jane Doe via Flickr]",
        "Photograph: Kirill Kudryavtsev/AFP/Getty Images",
        "Jane Doe | AFP | Getty Images",
        "REUTERS/Maxim Shemetov",
        "Getty Images",
        "AFP via Getty Images",
        "FILE PHOTO: The logo is seen in Moscow. REUTERS/Sergei Ivanov",
        "FILE - In this Jan. 30, 2017 photo a man leaves the office.",
        "Follow us on Twitter and Facebook!",
        "Follow us on Google News",
        "Like us on Facebook, follow us on Instagram.",
        "Sign up for our newsletter and get the day\u2019s news in your inbox.",
        "Subscribe to our newsletter",
        "Subscribe to the Morning Brief, our daily newsletter.",
        "Join our Telegram channel",
        "We use cookies to improve your experience on this site.",
        "By clicking \u201cAccept\u201d you agree to the storing of cookies on your device.",
        "This website uses cookies to personalise content and ads.",
        "\u00a9 2019 Baltic Wire",
        "Copyright \u00a9 2024 Meridian Press. All rights reserved.",
        "Copyright 2005 Houston Chronicle",
        "(c) 2019 The Courier",
        "(Reporting by Anna Keller in Bonn; Editing by Mark Hill)",
        "Our Standards: The Thomson Reuters Trust Principles.",
    ],
)
def test_a_line_of_the_site_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than one page, the judge said.",
        "Read more: that was the advice of the teacher.",
        "Related: the two are brothers.",
        "Related companies were put on the list as well.",
        "Share this view, and you will lose the election.",
        "Advertisement revenue fell by a third.",
        "Photos of the meeting were published on Monday.",
        "Photo: the minister arrives at the court",
        "Image is everything, the spokesman said.",
        "Credit Suisse Group",
        "Credit: the bank gave none.",
        "Getty Images sued the firm in London.",
        "Reuters reported on Monday that the ban was near.",
        "A Reuters/Ipsos poll found that most agree.",
        "Follow us on Monday, the rebels told the villagers.",
        "Follow us on Facebook, the sect told its members.",
        "Follow us to the square and you will see Twitter's office.",
        "Sign up for our war, the poster said, and see the world.",
        "Sign up for the newsletter, the pastor urged his flock.",
        "Subscribe to the theory or not, the numbers are clear.",
        "We use cookies as bait, the officer wrote.",
        "\u201cWe use cookies to improve your experience,\u201d the firm answered.",
        "Cookies are used by the site to track its readers.",
        "By clicking on the link the official opened the door to the thieves.",
        "Copyright law in the union is to be changed.",
        "Copyright, patents and trade marks are at stake.",
        "(c) any person who owns more than a tenth of the company;",
        "Tags were found on the tanks.",
        "Subscribers left the paper in droves.",
        "Reporting by Kommersant in March showed that the deal was void.",
        "FILE is what the program calls it.",
        "Watch towers stand along the border.",
    ],
)
def test_a_sentence_that_begins_alike_is_text(line: str) -> None:
    assert not is_boilerplate(line)
