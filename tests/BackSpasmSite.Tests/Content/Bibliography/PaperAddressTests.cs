using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography;

public sealed class PaperAddressTests
{
    [Theory]
    [InlineData("maselli-2020", "/papers/maselli-2020")]
    [InlineData("Smith_2020", "/papers/Smith_2020")]
    [InlineData("müller 2020?#", "/papers/m%C3%BCller%202020%3F%23")]
    public void It_ends_with_the_id(string id, string address) => Assert.Equal(address, PaperAddress.Of(id));

    [Theory]
    [InlineData("http://zotero.org/users/1/items/ABC", "http-zotero-org-users-1-items-abc-")]
    [InlineData("a%2Fb", "a-2fb-")]
    [InlineData("..", "")]
    [InlineData("a\nb", "a-b-")]
    public void An_id_that_no_address_can_hold_gets_a_name_of_its_own(string id, string start) =>
        Assert.Matches($"^/papers/{start}[0-9a-f]{{8}}$", PaperAddress.Of(id));

    [Theory]
    [InlineData("Smith-2020", "Smith-2020")]
    [InlineData("smith-2020", "smith-2020")]
    [InlineData("SMITH-2020", "Smith-2020")]
    [InlineData("http:%2F%2Fexample.org%2F1", "http://example.org/1")]
    [InlineData("jones-2020", null)]
    public void A_paper_is_found_by_any_spelling_and_its_own_comes_first(string name, string? id)
    {
        string[] ids = ["Smith-2020", "smith-2020", "http://example.org/1"];
        var bibliography = new ReferenceLibrary(ids.Select(one => new Reference { Id = one, Type = "report", Title = "T" }));

        Assert.Equal(id, bibliography.FindNamed(name)?.Id);
        Assert.All(bibliography.Ids, one => Assert.Equal(one, bibliography.FindNamed(AddressName.Of(one))!.Id));
    }
}
