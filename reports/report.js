/* Shows only the duties of the statuses that are chosen; without it all are shown, and the choice is not. */
const f=document.querySelector(".filter"),t=[...document.querySelectorAll(".duties>tbody")];
if(f){f.hidden=false;f.addEventListener("change",()=>{
const on=[...f.querySelectorAll(":checked")].map(b=>b.value);let n=0;
for(const b of t){b.hidden=on.length>0&&!on.includes(b.className);if(!b.hidden)n+=b.querySelectorAll("[id]").length}
for(const e of document.querySelectorAll(".duties"))e.hidden=![...e.tBodies].some(b=>!b.hidden);
f.querySelector("output").firstChild.data=n})}
