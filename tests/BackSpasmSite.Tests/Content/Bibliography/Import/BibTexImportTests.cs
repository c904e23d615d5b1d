using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography.Import;

public class BibTexImportTests
{
    [Fact]
    public void An_entry_of_Zotero()
    {
        var paper = Imported.One("""

            @article{van_der_gaag_non-steroidal_2020,
            	title = {Non-steroidal anti-inflammatory drugs for acute low back pain},
            	volume = {2020},
            	copyright = {Copyright © 2020 The Cochrane Collaboration},
            	issn = {1465-1858},
            	url = {https://doi.wiley.com/10.1002/14651858.CD013581},
            	doi = {10.1002/14651858.CD013581},
            	abstract = {Background: 50\% of adults \{sic\} have pain.},
            	language = {en},
            	number = {4},
            	urldate = {2026-11-20},
            	journal = {Cochrane Database of Systematic Reviews},
            	author = {van der Gaag, Wendelien H and Roelofs, Pepijn DDM and Enthoven, Wendy TM and van Tulder, Maurits W and Koes, Bart W},
            	month = apr,
            	year = {2020},
            	note = {Publisher: John Wiley \& Sons, Ltd
            PMID: 32297973
            PMCID: PMC7166791},
            	pages = {CD013581},
            	file = {Full Text:C\:\\Users\\anna\\Zotero\\storage\\ABC\\file.pdf:application/pdf},
            	keywords = {back pain, read later},
            }

            """);

        Assert.Equal("van_der_gaag_non-steroidal_2020", paper.Key);
        Assert.Equal("van-der-gaag-2020", paper.Id);
        Assert.Equal(
            """{"type":"article-journal","title":"Non-steroidal anti-inflammatory drugs for acute low back pain","author":[{"family":"van der Gaag","given":"Wendelien H"},{"family":"Roelofs","given":"Pepijn DDM"},{"family":"Enthoven","given":"Wendy TM"},{"family":"van Tulder","given":"Maurits W"},{"family":"Koes","given":"Bart W"}],"container-title":"Cochrane Database of Systematic Reviews","volume":"2020","issue":"4","page":"CD013581","ISSN":"1465-1858","language":"en","issued":{"date-parts":[[2020,4]]},"accessed":{"date-parts":[[2026,11,20]]},"DOI":"10.1002/14651858.CD013581","PMID":"32297973","PMCID":"PMC7166791","URL":"https://doi.wiley.com/10.1002/14651858.CD013581"}""",
            Imported.Json(paper));
    }

    [Fact]
    public void An_entry_of_JabRef_with_macros_and_its_comments()
    {
        Assert.Equal(
            "Müller-Lüdenscheidt Å, Çelik Ş, Ørsted Ł; German Spine Society. Rückenschmerz: the role of IL-6 in “failed” backs. Eur Spine J. 2019;28(suppl 2):S12-S20. doi:10.1007/s00586-019-05883-9",
            Imported.Ama("""
                % Encoding: UTF-8
                @string{esj = "Eur Spine J"}

                @Article{Mueller2019,
                  author    = {M{\"u}ller-L{\"{u}}denscheidt, {\AA}ke and {\c{C}}elik, {\c S}ule and {\O}rsted, {\L}ucja and {German Spine Society}},
                  title     = {{R{\"u}ckenschmerz}: the role of {IL}-6 in ``failed'' backs},
                  journal   = esj,
                  year      = 2019,
                  volume    = "28",
                  number    = "Suppl~2",
                  pages     = {S12--S20},
                  doi       = {https://doi.org/10.1007/s00586-019-05883-9},
                  comment   = {a set \{x\} and 5\% more},
                  ranking   = {rank4},
                }

                @Comment{jabref-meta: databaseType:bibtex;}

                @Comment{jabref-meta: grouping:
                0 AllEntriesGroup:;
                1 StaticGroup:read\;0\;1\;0x8a8a8aff\;\;\;;
                }
                """));
    }

    [Theory]
    [InlineData(@"{\'e}", "é")]
    [InlineData(@"\'{e}", "é")]
    [InlineData(@"\'e", "é")]
    [InlineData(@"{\'{\i}}", "í")]
    [InlineData(@"\'\i", "í")]
    [InlineData(@"\v{c}", "č")]
    [InlineData(@"\v c", "č")]
    [InlineData(@"{\~n}", "ñ")]
    [InlineData(@"{\H o}", "ő")]
    [InlineData(@"\c{s}", "ş")]
    [InlineData(@"\k{a}", "ą")]
    [InlineData(@"{\r a}{\aa}\aa{}", "ååå")]
    [InlineData(@"stra{\ss}e", "straße")]
    [InlineData(@"{\O}rsted \o{} x", "Ørsted ø x")]
    [InlineData(@"A \& B\_1 50\% \#2 \$5", "A & B_1 50% #2 $5")]
    [InlineData(@"a--b---c", "a–b—c")]
    [InlineData(@"``so'' said", "“so” said")]
    [InlineData(@"p$<$0.05", "p<0.05")]
    [InlineData(@"H$_2$O and 10$^{-3}$", "H<sub>2</sub>O and 10<sup>−3</sup>")]
    [InlineData(@"$\beta$-blockers, 37$^{\circ}$C, $\geq$ 3", "β-blockers, 37°C, ≥ 3")]
    [InlineData(@"\emph{Staphylococcus} and {\it E. coli}", "<i>Staphylococcus</i> and <i>E. coli</i>")]
    [InlineData(@"CO\textsubscript{2} m\textsuperscript{2}", "CO<sub>2</sub> m<sup>2</sup>")]
    [InlineData(@"{\textless}i{\textgreater}in vitro{\textless}/i{\textgreater}", "<i>in vitro</i>")]
    [InlineData(@"{T}he {WHO} {{Guideline}}", "The WHO Guideline")]
    [InlineData(@"M\""unchner~R\""ucken", "Münchner Rücken")]
    [InlineData(@"a\-b so\,so \unknown{this}", "ab so so this")]
    [InlineData(@"d{\textquoteright}accord", "d’accord")]
    [InlineData("Effects of <i>Curcuma</i> &amp; heat", "Effects of <i>Curcuma</i> & heat")]
    public void LaTeX_becomes_text(string tex, string title) =>
        Assert.Equal(title, Imported.Field(Imported.One($"@article{{a, title = {{{tex}}}, year = 2001}}"), "title"));

    [Theory]
    [InlineData("Simon D. French and Melainie Cameron", "French SD, Cameron M")]
    [InlineData("French, S. D. and Cameron, M.", "French SD, Cameron M")]
    [InlineData("Ludwig van Beethoven", "van Beethoven L")]
    [InlineData("van der Berg, Jan", "van der Berg J")]
    [InlineData("Berg, Jan van der", "van der Berg J")]
    [InlineData("King, Jr., Martin Luther", "King ML Jr")]
    [InlineData("Martin Luther King Jr.", "King ML Jr")]
    [InlineData("{World Health Organization}", "World Health Organization")]
    [InlineData("World Health Organization", "World Health Organization")]
    [InlineData("{Barnes and Noble} and {{NICE}}", "Barnes and Noble, NICE")]
    [InlineData("Smith, John and others", "Smith J, et al")]
    [InlineData("family=Gaag, given=Wendelien H., prefix=van der, useprefix=true", "van der Gaag WH")]
    [InlineData("Smith, John A., MD", "Smith JA")]
    [InlineData("Aristotle", "Aristotle")]
    [InlineData("Smith J, van der Berg AB, O'Neill K", "Smith J, van der Berg AB, O'Neill K")]
    [InlineData("Smith, J", "Smith J")]
    [InlineData("{\\relax Ch}ristoph M{\\\"u}ller", "Müller C")]
    public void Names(string tex, string ama) =>
        Assert.Equal(ama, AmaNames.Of(Imported.One($"@misc{{a, title = {{T}}, author = {{{tex}}}}}").Paper.Authors, Imported.One($"@misc{{a, title = {{T}}, author = {{{tex}}}}}").Paper.AuthorsTruncated));

    [Theory]
    [InlineData("year = 2014, month = may", "2014-05")]
    [InlineData("year = {2014}, month = {12~May}", "2014-05-12")]
    [InlineData("year = {2014}, month = {5}, day = {12}", "2014-05-12")]
    [InlineData("year = 2014, month = 12 # \"~\" # may", "2014-05-12")]
    [InlineData("date = {2014-05-12/2014-05-20}", "2014-05-12")]
    [InlineData("date = {2014}", "2014")]
    [InlineData("year = {c2014}", "2014")]
    [InlineData("year = {in press}", "")]
    public void Dates(string fields, string date) =>
        Assert.Equal(date, Imported.One($"@article{{a, title = {{T}}, journal = {{J}}, {fields}}}").Paper.Issued?.ToString() ?? "");

    [Theory]
    [InlineData("10.1136/bmj.n1446")]
    [InlineData("https://doi.org/10.1136/bmj.n1446")]
    [InlineData("http://dx.doi.org/10.1136/bmj.n1446")]
    [InlineData("doi:10.1136/bmj.n1446")]
    [InlineData("DOI 10.1136/bmj.n1446.")]
    [InlineData("\\url{https://doi.org/10.1136/bmj.n1446}")]
    [InlineData("https://doi.org/10.1136%2Fbmj.n1446?utm_source=x")]
    public void A_DOI_in_any_form(string doi) =>
        Assert.Equal("10.1136/bmj.n1446", Imported.One($"@article{{a, title = {{T}}, doi = {{{doi}}}}}").Paper.Doi);

    [Theory]
    [InlineData(@"10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2")]
    [InlineData(@"10.1007/978-3-642-1\_2", "10.1007/978-3-642-1_2")]
    [InlineData(@"10.1007/978{\_}2", "10.1007/978_2")]
    public void A_DOI_with_odd_characters(string tex, string doi) =>
        Assert.Equal(doi, Imported.One($"@article{{a, title = {{T}}, doi = {{{tex}}}}}").Paper.Doi);

    [Fact]
    public void A_paper_ahead_of_print_has_a_status_and_no_volume()
    {
        foreach (var fields in new[] { "volume = {Publish Ahead of Print}", "number = {ahead-of-print}, volume = {ahead-of-print}", "pages = {Epub ahead of print}", "pubstate = {aheadofprint}", "note = {Epub ahead of print}" })
        {
            var paper = Imported.One($"@article{{a, author = {{Smith, J}}, title = {{T}}, journal = {{Spine}}, year = 2026, {fields}}}");

            Assert.Equal("Smith J. T. Spine. Published online 2026.", AmaStyle.Text(paper.Paper));
            Assert.Equal("ahead of print", Imported.Field(paper, "status"));
        }
    }

    [Fact]
    public void An_entry_of_a_journal_without_pages_has_its_number_and_EndNotes_type_says_nothing()
    {
        var paper = Imported.One("@article {Zhangl5654,\n\tauthor = {Zhang, Yu-qing},\n\ttitle = {Opioids},\n\tvolume = {367},\n\telocation-id = {l5654},\n\tyear = {2019},\n\ttype = {Journal Article},\n\tjournal = {BMJ}\n}");
        Assert.Equal(("l5654", null), (Imported.Field(paper, "number"), Imported.Field(paper, "genre")));
        Assert.Contains("367:l5654", AmaStyle.Text(paper.Paper), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_kinds_keep_their_parts()
    {
        Assert.Equal("Brown A. Chapter one. In: Green B, ed. The spine. 3rd ed. Elsevier; 2011:1-20.", Imported.Ama("@incollection{b, author={Brown, A.}, title={Chapter one}, booktitle={The spine}, editor={Green, B.}, edition={3rd}, publisher={Elsevier}, pages={1--20}, year={2011}}"));
        Assert.Equal("NHS. Back pain. Accessed November 2, 2026. https://www.nhs.uk/conditions/back-pain/", Imported.Ama(@"@misc{nhs, author={{NHS}}, title={Back pain}, howpublished={\url{https://www.nhs.uk/conditions/back-pain/}}, urldate={2026-11-02}}"));
        Assert.Equal("thesis", Imported.Field(Imported.One("@phdthesis(t, title=\"T\", author=\"A. Smith\", school=\"X\", year=1999)"), "type"));
        foreach (var name in (string[])["pubmed", "PubMed", "pmid"])
            Assert.Equal("32297973", Imported.One($"@article{{a, title={{T}}, eprint={{32297973}}, eprinttype={{{name}}}}}").Paper.Pmid);
        Assert.Equal("A story: with a subtitle", Imported.One("@article{a, title={A story}, subtitle={With a subtitle}}").Paper.Title, ignoreCase: true);
    }

    [Fact]
    public void An_entry_of_Better_BibLaTeX()
    {
        Assert.Equal(
            "van Tulder M, Malmivaara A; COST B13 Working Group. Chapter 3: Guidelines for Acute Back Pain. Eur Spine J. 2006;15(S2):S169-S191. doi:10.1007/s00586-006-1071-2",
            Imported.Ama("""
                @article{vantulderChapter3European2006,
                  title = {\emph{Chapter 3}: {Guidelines} for Acute Back Pain},
                  shorttitle = {Chapter 3},
                  author = {family=Tulder, given=Maurits, prefix=van, useprefix=true and Malmivaara, Antti and {COST B13 Working Group}},
                  date = {2006-03-14},
                  journaltitle = {European Spine Journal},
                  shortjournal = {Eur Spine J},
                  volume = {15},
                  pages = {S169-S191},
                  issn = {0940-6719, 1432-0932},
                  doi = {10.1007/s00586-006-1071-2},
                  url = {http://link.springer.com/10.1007/s00586-006-1071-2},
                  urldate = {2026-11-20},
                  eprint = {16550448},
                  eprinttype = {pmid},
                  issue = {S2},
                  langid = {english},
                  keywords = {/unread,back pain},
                }
                """));
    }

    [Fact]
    public void A_chapter_takes_what_it_lacks_from_its_book_which_may_come_later()
    {
        var imported = Imported.From("""
            @incollection{ch, author = {Brown, A.}, title = {Discs}, pages = {1--20}, crossref = {Book}}
            @xdata{press, publisher = {Elsevier}, location = {Oxford}}
            @book{book, editor = {Green, B.}, title = {The spine}, year = 2011, doi = {10.1000/book}, url = {https://example.org/book}, xdata = {press}}
            @article{loop, title = {Round}, crossref = {loop}, xdata = {loop, none}}
            """);

        Assert.Empty(imported.Diagnostics);
        Assert.Equal("Brown A. Discs. In: Green B, ed. The spine. Elsevier; 2011:1-20.", AmaStyle.Text(imported.Papers[0].Paper));
        Assert.Equal(["Discs", "The spine", "Round"], imported.Papers.Select(paper => paper.Paper.Title));
        Assert.Equal("Oxford", Imported.Field(imported.Papers[1], "publisher-place"));
    }

    [Fact]
    public void An_entry_that_is_not_closed_is_reported_where_it_begins_and_the_next_one_is_read()
    {
        var imported = Imported.From("""
            @article{one, title = {Open, year = 2001}

            @article{two, title = {Whole}, year = 2002}
            """);

        Assert.Equal("Whole", Assert.Single(imported.Papers).Paper.Title);
        Assert.Equal(["(1,1): error REF030: This entry can't be read beyond line 3: a comma, brace or quote is missing or too many. Correct it, then import again."], imported.Lines);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_an_error()
    {
        var imported = Imported.From("@article{one, title = {Whole}, year = 2002}\n@article{two, title = {Cut o");

        Assert.Equal(["(2,1): error REF030: This entry is not finished: a brace or quote is not closed. The file seems to be cut off. Export it again, or complete the record."], imported.Lines);
    }

    [Fact]
    public void An_entry_without_a_title_is_left_out_with_a_warning()
    {
        var imported = Imported.From("@article{one, year = 2002}\n@article{two, title = {Whole}}");

        Assert.Single(imported.Papers);
        Assert.Equal(["(1,1): warning REF031: “one” has no title, so it is left out. Add the title and import it again."], imported.Lines);
    }

    [Fact]
    public void Thousands_of_braces_and_ats_are_read_in_one_pass()
    {
        var deep = new string('{', 50_000) + "x" + new string('}', 50_000);
        Assert.Equal("x", Imported.One($"@article{{a, title = {{{deep}}}}}").Paper.Title);

        var ats = string.Concat(Enumerable.Repeat("a@b{c} ", 50_000));
        Assert.StartsWith("a@bc", Imported.One($"@article{{a, title = {{{ats}}}}}").Paper.Title, StringComparison.Ordinal);
    }
}
