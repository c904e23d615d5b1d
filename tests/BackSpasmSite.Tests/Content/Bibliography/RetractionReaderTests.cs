using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>The table of notices, in the layout of the Retraction Watch data.</summary>
public sealed class RetractionReaderTests
{
    /// <summary>The data ends each row with a comma.</summary>
    private const string Header =
        "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,"
        + "OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n";

    private readonly List<Diagnostic> _problems = [];

    [Theory]
    [InlineData("Retraction", true)]
    [InlineData("Expression of concern", false)]
    [InlineData("expression of Concern", false)]
    public void A_notice_that_stands_is_told_apart(string nature, bool isRetraction)
    {
        var status = Of(Row(nature: nature));

        var kind = isRetraction ? NoticeKind.Retraction : NoticeKind.ExpressionOfConcern;
        Assert.Equal(new PaperNotice(kind, new DateOnly(2021, 8, 31), "10.1000/notice", "222"), isRetraction ? status.Retraction : status.Concern);
        Assert.Equal(isRetraction ? "retracted" : "in doubt", status.Mark);
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_correction_marks_nothing()
    {
        var status = Of(Row(nature: "Correction"));

        Assert.Null(status.Mark);
        Assert.Equal(NoticeKind.Correction, Assert.Single(status.Others).Kind);
    }

    [Fact]
    public void Only_a_later_reinstatement_undoes_a_retraction()
    {
        Assert.Equal("retracted", Of(Row("8/31/2021"), Row("9/1/2021", "Correction")).Mark);
        Assert.Equal("retracted", Of(Row("8/31/2021"), Row("8/30/2021", "Reinstatement")).Mark);
        Assert.Equal("retracted", Of(Row("9/1/2021", "Expression of concern"), Row("8/31/2021")).Mark);
        var reinstated = Of(Row("9/1/2021", "Reinstatement"), Row("8/31/2021"), Row("7/1/2021", "Expression of concern"));

        Assert.Null(reinstated.Mark);
        Assert.Equal([NoticeKind.Retraction, NoticeKind.Reinstatement], reinstated.Others.Select(notice => notice.Kind));
        Assert.Equal("retracted", Of(Row("9/1/2021", "Reinstatement"), Row("8/31/2021"), Row("10/1/2021")).Mark);
    }

    [Theory]
    [InlineData("10.1000/PAPER", "0", true)]
    [InlineData("https://doi.org/10.1000/paper", "", true)]
    [InlineData("doi:10.1000/paper", "", true)]
    [InlineData("unavailable", "111", true)]
    [InlineData("Unavailable", "0111", true)]
    [InlineData("10.1000/another", "111", true)]
    [InlineData("10.1000/paper.2", "1111", false)]
    [InlineData("unavailable", "0", false)]
    [InlineData("", "", false)]
    public void A_paper_is_found_by_its_doi_or_its_pmid(string doi, string pmid, bool found)
    {
        Assert.Equal(found, Of(Row(doi: doi, pmid: pmid)).Retraction is not null);
        Assert.Empty(_problems);
    }

    [Theory]
    [InlineData("10.1002/14651858.CD004750.pub3", "", "No longer")]
    [InlineData("10.1002/14651858.CD004750.PUB10", "+Updated", "No longer")]
    [InlineData("10.1002/14651858.CD004750.pub2", "Withdrawn (out of date);", "No longer")]
    [InlineData("10.1002/14651858.CD004750.pub3", "+Error in Data;+Updated", "Retracted")]
    [InlineData("10.1002/14651858.CD004750", "", "Retracted")]
    [InlineData("10.1002/14651858.CD009999.pub3", "", "Retracted")]
    public void The_next_version_of_a_cochrane_review_is_no_retraction(string notice, string reason, string words)
    {
        var list = Read(Header + Row(doi: "10.1002/14651858.CD004750.pub2", notice: notice, reason: reason));
        var paper = new Reference { Id = "a", Type = "article-journal", Title = "T", Doi = "10.1002/14651858.CD004750.pub2" };
        paper = paper with { Status = list.Of(paper) };

        Assert.Contains(words, NoticeText.Html(paper), StringComparison.Ordinal);
        Assert.Equal(words == "Retracted", paper.Status.Mark is not null);
    }

    [Theory]
    [InlineData("2021-08-31")]
    [InlineData("8/31/2021")]
    [InlineData("08/31/2021 00:00:00")]
    [InlineData("8/31/2021 0:00")]
    public void A_date_may_be_written_as_in_the_data_or_as_iso(string date) =>
        Assert.Equal(new DateOnly(2021, 8, 31), Of(Row(date)).Retraction!.Date);

    [Theory]
    [InlineData("Retractoin", "8/31/2021", "10.1000/paper", "111", "Retractoin", true, "Did you mean “Retraction”?")]
    [InlineData("Retraction", "31.8.2021", "10.1000/paper", "111", "31.8.2021", false, "“31.8.2021” is no date")]
    [InlineData("Retraction", "8/31/2021", "paper", "111", ",paper", false, "“paper” is no DOI")]
    [InlineData("Retraction", "8/31/2021", "10.1000/paper", "PMC12", "PMC12", false, "“PMC12” is no PMID")]
    public void A_bad_field_is_told_at_its_line_and_column(string nature, string date, string doi, string pmid, string field, bool isError, string words)
    {
        var row = Row(date, nature, doi, pmid);
        Read(Header + row);

        var column = row.IndexOf(field, StringComparison.Ordinal) + (field[0] == ',' ? 2 : 1);
        var problem = Assert.Single(_problems);
        Assert.Equal(("retractions.csv", "REF014", isError ? Severity.Error : Severity.Warning, 2, column), (problem.Path, problem.Code, problem.Severity, problem.Line, problem.Column));
        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void A_bad_date_does_not_hide_a_retraction()
    {
        var status = Of(Row("soon"));

        Assert.Equal((null, "retracted"), (status.Retraction!.Date, status.Mark));
    }

    [Fact]
    public void The_line_counts_line_ends_inside_fields_and_the_column_counts_letters()
    {
        var last = Row(nature: "Nonsense", title: "\"Über\nzwei „Zeilen“\"");
        Read(Header + Row(title: "\"Ä title,\nin two “lines”\"") + "\n" + last);

        Assert.Equal((6, last.Split('\n')[1].IndexOf("Nonsense", StringComparison.Ordinal) + 1), (_problems[0].Line, _problems[0].Column));
    }

    [Theory]
    [InlineData("1,A title,too,few\n", 2, 1, "This row has 4 fields, but the first row names 21")]
    [InlineData("1,A title, with a comma,,,,,,,,,8/31/2021,10.1000/notice,0,,10.1000/paper,0,Retraction,,No,,\n", 2, 1, "This row has")]
    [InlineData("1,A \"title\" here,,,,,,,,,8/31/2021,10.1000/n,0,,10.1000/paper,0,Retraction,,No,,\n", 2, 5, "A quotation mark is inside a field")]
    [InlineData("1,\"A title,,,,,,,,,8/31/2021,10.1000/n,0,,10.1000/paper,0,Retraction,,No,,\n", 2, 3, "never closed")]
    public void A_broken_row_is_an_error_at_its_place(string row, int line, int column, string words)
    {
        Read(Header + row);

        var problem = _problems[0];
        Assert.Equal((Severity.Error, line, column), (problem.Severity, problem.Line, problem.Column));
        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void Rows_before_a_broken_one_count()
    {
        var list = Read(Header + Row() + "2,\"never closed\n");

        Assert.NotNull(list.Of(Paper()).Retraction);
    }

    [Fact]
    public void What_was_known_before_stays_known_while_the_file_is_cut_off()
    {
        var whole = Read(Header + Row());

        Assert.NotNull(Read(Header + "2,\"never closed\n").With(whole).Of(Paper()).Retraction);
        Assert.Null(Read(Header).With(whole).Of(Paper()).Retraction);
    }

    [Theory]
    [InlineData("RetractionDate;RetractionNature;OriginalPaperDOI;OriginalPaperPubMedID\n", "RetractionDate")]
    [InlineData("RetractionDate,RetractionNatur,OriginalPaperDOI,OriginalPaperPubMedID\n", "RetractionNature. Did you mean “RetractionNatur”?")]
    [InlineData("not a table at all", "separated by commas")]
    public void Another_table_is_refused_with_the_columns_it_lacks(string text, string words)
    {
        Assert.Null(RetractionReader.Read(File, Encoding.UTF8.GetBytes(text), _problems));

        Assert.Equal(("REF014", 1, 1), (_problems[0].Code, _problems[0].Line, _problems[0].Column));
        Assert.Contains(words, _problems[0].Message);
    }

    [Fact]
    public void A_table_with_only_the_needed_columns_in_another_order_is_read()
    {
        var list = Read("\uFEFForiginalpaperpubmedid, RetractionNature ,OriginalPaperDOI,RetractionDate\r\n111,Retraction,,2021-08-31\r\n");

        Assert.NotNull(list.Of(Paper()).Retraction);
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_file_in_another_encoding_is_told()
    {
        Assert.Null(RetractionReader.Read(File, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header)).ToArray(), _problems));

        Assert.Equal("ART001", Assert.Single(_problems).Code);
    }

    [Fact]
    public void Bytes_of_another_encoding_in_a_title_do_no_harm()
    {
        var bytes = Encoding.Latin1.GetBytes(Header + Row(title: "Rückenschmerz"));

        Assert.NotNull(RetractionReader.Read(File, bytes, _problems)!.Of(Paper()).Retraction);
        Assert.Empty(_problems);
    }

    private static ContentFile File => new("retractions.csv", "/retractions.csv", default);

    private static Reference Paper() => new() { Id = "a", Type = "article-journal", Title = "T", Doi = "10.1000/paper", Pmid = "111" };

    private PaperStatus Of(params string[] rows) => Read(Header + string.Concat(rows)).Of(Paper());

    private RetractionList Read(string text) => RetractionReader.Read(File, Encoding.UTF8.GetBytes(text), _problems)!;

    private static string Row(
        string date = "8/31/2021 0:00", string nature = "Retraction", string doi = "10.1000/paper", string pmid = "111", string title = "A title", string notice = "10.1000/notice", string reason = "+Error in Data;") =>
        $"1,{title},(HSC),I,J,P,UK,A B,,Article,{date},{notice},222,1/1/2019 0:00,{doi},{pmid},{nature},{reason},No,,\n";
}
