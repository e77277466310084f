"""Dutch words that carry grammar, not subject: a question in plain Dutch does not ask that each of them is found."""

_TEXT = """
de het een der des den t n s
en of maar want dus noch dan als dat die dit deze omdat hoewel terwijl zodat opdat indien wanneer zodra toen
aan achter bij binnen boven buiten door in met na naar naast om onder op over per sinds te tegen ten ter tot
tussen uit van vanaf vanuit via volgens voor zonder
er hier daar waar hierin daarin waarin ervan hiervan daarvan waarvan erop hierop daarop waarop eraan daaraan
waaraan erover hierover daarover waarover ermee hiermee daarmee waarmee ervoor hiervoor daarvoor waarvoor
waarom hoe hoeveel wat wie welk welke wiens
ik je jij jou jouw u uw hij zij ze hem haar wij we ons onze jullie hun hen zich zijn mijn men iets iemand
is was waren ben bent wordt worden werd werden geworden geweest heb hebt heeft hebben had hadden gehad
kan kunnen kon konden kunt zal zullen zult zou zouden moet moeten moest moesten mag mogen mocht wil willen wilt
doet doen deed gaat gaan ging
ook nog al wel niet geen zo toch reeds nu eens even heel zeer meer meest veel
"""

FUNCTION_WORDS = frozenset(_TEXT.split())

#: Words, folded, of a question that a number answers.
COUNTING_WORDS = frozenset(
    ["hoeveel", "aantal", "aantallen", "cijfer", "cijfers", "percentage", "percentages", "aandeel"]
)
