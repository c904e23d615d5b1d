using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Tests.Reports.Intake;

public class PersonalDataTests
{
    [Theory]
    [InlineData("Write to a@b.co", "a@b.co")]
    [InlineData("Jane.Doe+back@mail.Example.org, please", "Jane.Doe+back@mail.Example.org")]
    [InlineData("I am <jane_doe@example.org>.", "jane_doe@example.org")]
    [InlineData("mailto:jane@example.org?subject=Back", "jane@example.org")]
    [InlineData("jörg@müller.de", "jörg@müller.de")]
    [InlineData("user@xn--mller-kva.de", "user@xn--mller-kva.de")]
    [InlineData("用户@例子.公司", "用户@例子.公司")]
    [InlineData("jane＠example．org", "jane＠example．org")]
    [InlineData("name@ example.org", "name@ example.org")]
    [InlineData("name (at) example dot org", "name (at) example dot org")]
    [InlineData("name [at] example.org", "name [at] example.org")]
    [InlineData("NAME(AT)EXAMPLE(DOT)ORG", "NAME(AT)EXAMPLE(DOT)ORG")]
    [InlineData("0770090012@qq.com", "0770090012@qq.com")]
    [InlineData("jane@example.org/ or so", "jane@example.org")]
    public void An_address_is_found(string message, string address) => Assert.Equal([address], PersonalData.FindIn(message));

    [Theory]
    [InlineData("+44 20 7946 0958")]
    [InlineData("(+44) 20 7946 0958")]
    [InlineData("+442079460958")]
    [InlineData("0044 20 7946 0958")]
    [InlineData("001 555 123 4567")]
    [InlineData("+1 (555) 123-4567")]
    [InlineData("1 (555) 123-4567")]
    [InlineData("1-800-555-0199")]
    [InlineData("212 555 1234")]
    [InlineData("555-123-4567")]
    [InlineData("555 - 123 - 4567")]
    [InlineData("555.123.4567")]
    [InlineData("(555)123-4567")]
    [InlineData("5551234567")]
    [InlineData("+49 (0)30 / 123 45 - 67")]
    [InlineData("+49-30-1234567")]
    [InlineData("030/123 456-78")]
    [InlineData("(030) 1234 567")]
    [InlineData("+33 6 12 34 56 78")]
    [InlineData("+33 1.23.45.67.89")]
    [InlineData("06 12 34 56 78")]
    [InlineData("01 23 45 67 89")]
    [InlineData("06-12345678")]
    [InlineData("+45 12 34 56 78")]
    [InlineData("+7 495 123-45-67")]
    [InlineData("98765 43210")]
    [InlineData("612 345 678")]
    [InlineData("07700900123")]
    [InlineData("07700-900120")]
    [InlineData("020–7946‑0958")]
    [InlineData("020\u00A07946\u202F0958")]
    [InlineData("０２０ ７９４６ ０９５８")]
    [InlineData("٠٧٧٠٠ ٩٠٠١٢٣")]
    [InlineData("123-45-6789")]
    [InlineData("943 476 5919")]
    [InlineData("4111 1111 1111 1111")]
    public void A_telephone_number_is_found_and_so_is_another_long_number(string number) =>
        Assert.Equal([number], PersonalData.FindIn($"It hurts, {number}. Thanks"));

    [Theory]
    [InlineData("10.1016/j.jpain.2019.05.012")]
    [InlineData("doi:10.1097/01.BRS.0000051907.52893.5D")]
    [InlineData("https://doi.org/10.1002/14651858.CD001254.pub4")]
    [InlineData("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2")]
    [InlineData("10.1234/5551234567@0207946.0958.org")]
    [InlineData("PMID: 31234567 and PMIDs 30123456, 30123457")]
    [InlineData("PMID number 31234567")]
    [InlineData("PMC6354893, PMCID: PMC6354893")]
    [InlineData("ISBN 978-3-16-148410-0, ISBN 978 0306406157, ISBN-13: 9780306406157")]
    [InlineData("ISBN 0-306-40615-2, ISBN: 0306406152, ISBN-10 030640615X")]
    [InlineData("ISSN 0304-3959 1872-6623, ISSN: 0378-595X, 9780306406157")]
    [InlineData("NCT01234567, NCT 01234567, ISRCTN12345678, ISRCTN number: 12345678")]
    [InlineData("ACTRN12612000037897, ChiCTR2000029308, ChiCTR 2000029308, TCTR 20190101001, UMIN000012345, EudraCT 2004-000446-20")]
    [InlineData("CTRI/2017/01/007654, U1111-1111-1116, trial registration number: 12345678")]
    [InlineData("PROSPERO registration number 42018012345, CRD42018012345")]
    [InlineData("S0140-6736(18)30480-X, bmj-2020-012345678, e0123456789")]
    [InlineData("ORCID 0000-0002-1825-0097, 0000-0002-1694-233X, SNOMED CT 279039007, CAS 15687-27-1")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("2020;45(3):123-130. Spine 1999;24(11):1134-40; Lancet 2018;391(10137):2356-2367")]
    [InlineData("Pain 2019 160 1009-1019, N Engl J Med 2020 380 123-130, J Pain (2018) 19(12) 1456-1475")]
    [InlineData("PMIDs 30123456-30123460, DOI 10.1136 bjsports-2024-109380, 10.1002/\n14651858.CD004750, (doi10.1016/0304-3959(87)90074-8)")]
    public void A_reference_is_not_personal(string message) => Assert.Empty(PersonalData.FindIn(message));

    [Theory]
    [InlineData("https://medium.com/@someone/12345678901")]
    [InlineData("https://example.org/?id=0123456789")]
    [InlineData("medium.com/@jane.doe/12345678901 and www.example.org/0123456789")]
    [InlineData("example.org?mail=jane@example.org, localhost, ftp://jane@example.org/5551234567")]
    [InlineData("Follow @handle or @drsmith.example.org or @07700900123, see name@handle")]
    [InlineData("pain @ work. My doctor said to look at nhs.uk and at the dot on the picture")]
    public void A_page_or_a_handle_is_not_personal(string message) => Assert.Empty(PersonalData.FindIn(message));

    [Theory]
    [InlineData("2024-11-22, 22.11.2024, 22/11/2024, 11/22/2024, 22-11-2024, 22 11 2024, 2024/11/22, 20241122")]
    [InlineData("2015-2019, 2015–2019, 2015 – 2019, 2015/16, 1999-2003 2004-2010 2011-2020")]
    [InlineData("11/2024–02/2025, 05/2019-06/2020, 01.2024 - 02.2024")]
    [InlineData("01/02/2024-05/02/2024, 01.02.2024–05.02.2024, 01.02.-05.02.2024, 04/05/24-11/05/24, 04.05.24-11.05.24")]
    [InlineData("2024-11-22T10:30:00, 2024-11-22 10:30:00, 20241122T103000Z, 202411221030, 01.02.2024 10:30")]
    [InlineData("10:30-11:45, 09.30-10.45 11.15-12.00, 09:30 10:45 11:15 12:30")]
    [InlineData("call me on 22.11.2024, ring 2024-11-22, phone 2015-2019, text me before 01/02/2024")]
    public void A_date_or_a_time_is_not_personal(string message) => Assert.Empty(PersonalData.FindIn(message));

    [Theory]
    [InlineData("5-10, 10 – 15, 100-1500, 1,000,000-2,000,000, 1.000.000-2.000.000, 10 000 000-20 000 000")]
    [InlineData("10 20 30 40 50, 05 10 15 20 25, 250 500 1000 mg, 800 600 400 200 mg, 100-200-4000")]
    [InlineData("01 02 03 04 05, 02-04-06-08-10-12, 2-4-6-8-10-12, 5-4-3-2-1, 20 40 60 80 100")]
    [InlineData("0.5 1.0 1.5 2.0 2.5 3.0, 12.50 13.75 14.25 15.50, 0.05 0.01 0.001 0.0001")]
    [InlineData("0 1 2 3 4 5 6 7 8 9 10 11 12, 0-10, (1, 2, 3), (1-12), (1)(2)(3)(4)(5)(6)(7)(8)(9)")]
    [InlineData("95% CI 0.45-0.98, p=0.0001, 0.000123456, 0,0123456789, 3.14159265358979, +51.50735100, -0.12775800")]
    [InlineData("12.5–13.75 mg, 120/80, 120/80 130/85 140/90, 60-100 bpm, 70 kg (154 lb), 4000-11000")]
    [InlineData("1,000,000,000, 1.000.000.000, 1 234 567 890, 612 345 678 901, 12 500 - 15 000, 1 234 567-2 345 678, 5 000 10 000 15 000")]
    [InlineData("1000000000-2000000000, 4000000000 - 11000000000, 10000000000 CFU, 8000000000 people")]
    [InlineData("001 002 003 004 005, 1.2.3.4, 192.168.100.200, 300 412 1250 1610 1700")]
    [InlineData("white cell 4500-11000, cell 4321-10987, cells 1234567, the number of steps, number 10 20 30 40")]
    [InlineData("call 112, 911, 999 or 111; ring 116 123")]
    [InlineData("recall 1234567, call me on 555 1234, 12345678")]
    public void An_amount_a_range_a_list_or_a_short_number_is_not_personal(string message) => Assert.Empty(PersonalData.FindIn(message));

    [Fact]
    public void A_reader_who_quotes_a_paper_is_not_warned() => Assert.Empty(PersonalData.FindIn("""
        Your article says that heat helps in 2-3 days (1, 2). The Cochrane review, https://doi.org/10.1002/14651858.CD004750.pub2,
        found 9 trials with 1117 people (French SD et al. 2006;(1):CD004750. PMID: 16437495), and heat for 5 days gave
        1.06 points on a scale of 0-5 (95% CI 0.68-1.45). I took 400 600 800 mg from 12/2023 to 02/2024, from 22.12.2023
        08:30 on, with a heart rate of 60-100 and a pressure of 120/80; in 2015–2019 it was 130/85. Should I call 112 or 999?
        """));

    [Fact]
    public void A_reader_who_leaves_a_number_is_warned() => Assert.Equal(["07700 900123", "Jane.Doe@example.org"], PersonalData.FindIn("""
        I am 45, and since 12.03.2024 I have had spasms 5-10 times a day (10.1016/j.jpain.2019.05.012 says 2-3!). Could one of
        your doctors ring me? I'm on 07700 900123 - 10:30 to 16:00 is best, or 24/7 at Jane.Doe@example.org. Again: 07700 900123.
        """));

    [Theory]
    [InlineData("I am 45: 07700900123 - 10:30 to 16:00", "07700900123")]
    [InlineData("555-123-4567 24/7", "555-123-4567")]
    [InlineData("555 123 4567 24/7", "555 123 4567")]
    [InlineData("In 2019. 020 7946 0958 (5)", "020 7946 0958")]
    [InlineData("22.11.2024 020 7946 0958", "020 7946 0958")]
    [InlineData("555-123-4567x12", "555-123-4567")]
    public void A_number_among_numbers_is_found(string message, string number) => Assert.Equal([number], PersonalData.FindIn(message));

    [Fact]
    public void All_are_given_back_in_their_order() => Assert.Equal(
        ["07700 900123", "07700 900124", "jane@example.org", "+44 20 7946 0958"],
        PersonalData.FindIn("07700 900123/07700 900124, jane@example.org, +44 20 7946 0958"));

    [Fact]
    public void A_line_ends_a_number() => Assert.Empty(PersonalData.FindIn("020\n7946\n0958"));

    [Fact]
    public void An_empty_message_has_nothing() => Assert.Empty(PersonalData.FindIn(""));

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("1 ")]
    [InlineData("0.")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a@b.")]
    [InlineData("a.")]
    [InlineData(" ")]
    [InlineData(" @ ")]
    [InlineData("+")]
    [InlineData("((")]
    [InlineData("call me ")]
    [InlineData("on ")]
    [InlineData("aa11 aaaa ")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("2024-11-22.")]
    public void The_longest_message_of_one_thing_is_read_to_its_end(string thing)
    {
        var nasty = string.Concat(Enumerable.Repeat(thing, 4000 / thing.Length + 1))[..3970];

        Assert.Equal(["jane@example.org", "07700 900123"], PersonalData.FindIn(nasty + "\n jane@example.org, 07700 900123"));
    }
}
